import { randomUUID } from 'node:crypto'
import type { Context, ScheduledEvent } from 'aws-lambda'
import { type ScheduleName, schedules } from '../../lambda/routes.ts'
import { scheduleNames } from '../../lib/facts/function-names.ts'
import { lambdaContext } from './context.ts'

export type ScheduleHandler = (event: ScheduledEvent, context: Context) => Promise<unknown>

/** Calls `run` again and again until the returned function is called. */
export type Repeat = (run: () => void, intervalMs: number) => () => void

export interface SchedulesOptions {
  readonly handlers: Readonly<Record<ScheduleName, ScheduleHandler>>
  readonly now: () => number
  readonly repeat: Repeat
  readonly report: (name: ScheduleName, error: unknown) => void
}

/** Invokes each schedule at its interval, as EventBridge does. @returns what stops them all. */
export function runSchedules(options: SchedulesOptions): () => void {
  const stops = scheduleNames.map((name) =>
    options.repeat(invokeUnlessRunning(name, options), schedules[name].everyMinutes * 60_000),
  )
  return () => {
    for (const stop of stops) stop()
  }
}

/** A laptop that slept would otherwise start many runs at once when it wakes. */
function invokeUnlessRunning(name: ScheduleName, options: SchedulesOptions): () => Promise<void> {
  let isRunning = false
  return async () => {
    if (isRunning) return
    isRunning = true
    try {
      const { handlers, now } = options
      await handlers[name](scheduledEvent(name, now()), lambdaContext(name, now))
    } catch (error) {
      options.report(name, error)
    } finally {
      isRunning = false
    }
  }
}

/** https://docs.aws.amazon.com/eventbridge/latest/ref/welcome.html (Scheduled Event) */
function scheduledEvent(name: ScheduleName, nowEpochMs: number): ScheduledEvent {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account: '000000000000',
    // EventBridge tells whole seconds.
    time: new Date(nowEpochMs).toISOString().replace(/\.\d+Z$/, 'Z'),
    region: 'us-east-1',
    resources: [`arn:aws:events:us-east-1:000000000000:rule/${name}`],
    detail: {},
  }
}

export const realTimer: Repeat = (run, intervalMs) => {
  const timer = setInterval(run, intervalMs)
  return () => clearInterval(timer)
}
