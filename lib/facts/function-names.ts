import { type FunctionName, type RouteName, routes, schedules } from '../../lambda/routes.ts'
import { keysOf } from '../keys-of.ts'

export const routeNames = keysOf(routes)
export const scheduleNames = keysOf(schedules)

/** Every function of the system: one for each route, one for each schedule. */
export const functionNames: readonly FunctionName[] = [...routeNames, ...scheduleNames]

export function isRouteName(name: FunctionName): name is RouteName {
  return name in routes
}
