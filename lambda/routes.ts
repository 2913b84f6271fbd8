/**
 * Every way into the system, in one list. `lib` makes a function and an API route of each entry,
 * the bundler an entry point, the local gateway a listener, the docs a table.
 * The key is the name of the handler's file in `lambda/handlers/`.
 */
export const routes = {
  'start-session': { method: 'POST', path: '/sessions', caller: 'client' },
  'find-session': { method: 'GET', path: '/sessions', caller: 'client' },
  'read-session': { method: 'GET', path: '/sessions/{sessionId}', caller: 'client' },
  'read-token': { method: 'GET', path: '/sessions/{sessionId}/token', caller: 'client' },
  'request-capture': { method: 'POST', path: '/sessions/{sessionId}/captures', caller: 'client' },
  'complete-session': { method: 'POST', path: '/sessions/{sessionId}/complete', caller: 'client' },
  'cancel-session': { method: 'POST', path: '/sessions/{sessionId}/cancel', caller: 'client' },
  'resolve-session': { method: 'POST', path: '/sessions/{sessionId}/resolution', caller: 'client' },
  'receive-callback': {
    method: 'POST',
    path: '/callbacks/{sessionId}/{attempt}/{step}/{seal}',
    caller: 'twilio',
  },
  'answer-call': { method: 'POST', path: '/voice/pay', caller: 'twilio' },
  'take-turn': { method: 'POST', path: '/voice/{sessionId}/turn', caller: 'twilio' },
  'note-call-status': { method: 'POST', path: '/voice/status', caller: 'twilio' },
} as const satisfies Record<string, Route>

/** What runs by the clock instead of by a request. */
export const schedules = {
  'settle-due-sessions': { everyMinutes: 1 },
} as const satisfies Record<string, Schedule>

/** What runs because something waits in a queue. */
export const queues = {
  'replay-callbacks': { batchSize: 10 },
} as const satisfies Record<string, Queue>

export interface Route {
  readonly method: 'GET' | 'POST'
  /** In API Gateway's notation: `{name}` is one path segment. */
  readonly path: string
  /** `client` routes are authorised by API Gateway, `twilio` routes by Twilio's signature. */
  readonly caller: 'client' | 'twilio'
}

export interface Schedule {
  readonly everyMinutes: number
}

export interface Queue {
  /** How many messages one run is handed at the most; ten is all that a FIFO queue gives. */
  readonly batchSize: number
}

export type RouteName = keyof typeof routes
export type ScheduleName = keyof typeof schedules
export type QueueName = keyof typeof queues
export type FunctionName = RouteName | ScheduleName | QueueName

/** Which tables a function may touch, and how: the grants in `lib` derive from this. */
export const tableAccess: Readonly<Record<FunctionName, 'read' | 'write'>> = {
  'start-session': 'write',
  'find-session': 'read',
  'read-session': 'read',
  'read-token': 'read',
  'request-capture': 'write',
  'complete-session': 'write',
  'cancel-session': 'write',
  'resolve-session': 'write',
  'receive-callback': 'write',
  'answer-call': 'write',
  'take-turn': 'write',
  'note-call-status': 'write',
  'settle-due-sessions': 'write',
  'replay-callbacks': 'write',
}
