import { type FunctionName, type Route, routes } from '../../lambda/routes.ts'
import { isQueueName, isRouteName } from './function-names.ts'
import { replayTimeoutSeconds } from './queue-limits.ts'

/**
 * Seconds until Lambda stops a function, by who waits for it. The local gateway counts the same
 * time down, so that code which asks how much is left gets an honest answer there too.
 */
const timeoutSecondsByCaller: Readonly<Record<Route['caller'], number>> = {
  // An HTTP API gives up after 30 s; stopping before it leaves no work that nobody hears of.
  client: 29,
  // Twilio gives up after 15 s; one second is left for the way there and back.
  twilio: 14,
}

/** A run that takes longer than this would meet the next one, a minute later. */
const scheduleTimeoutSeconds = 55

/**
 * The functions use less than 100 MB, but CPU comes with memory and a cold start is all CPU:
 * half of this doubles the silence that a caller hears at the first request.
 */
export const memoryMegabytes = 512

export function timeoutSeconds(name: FunctionName): number {
  if (isRouteName(name)) return timeoutSecondsByCaller[routes[name].caller]
  return isQueueName(name) ? replayTimeoutSeconds : scheduleTimeoutSeconds
}
