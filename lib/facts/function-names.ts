import {
  type FunctionName,
  type QueueName,
  queues,
  type RouteName,
  routes,
  schedules,
} from '../../lambda/routes.ts'
import { keysOf } from '../keys-of.ts'

export const routeNames = keysOf(routes)
export const scheduleNames = keysOf(schedules)
export const queueNames = keysOf(queues)

/** Every function of the system: one for each route, schedule and queue. */
export const functionNames: readonly FunctionName[] = [
  ...routeNames,
  ...scheduleNames,
  ...queueNames,
]

export function isRouteName(name: FunctionName): name is RouteName {
  return name in routes
}

export function isQueueName(name: FunctionName): name is QueueName {
  return name in queues
}
