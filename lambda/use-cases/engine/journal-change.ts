import { isTerminal, type Session } from '../../domain/session/session.ts'
import { type MetricName, metrics } from '../../metrics.ts'
import type { Journal } from '../../ports/journal.ts'

/** One line for each change of status, and a count for each ending. */
export function journalChange(
  journal: Journal,
  { before, after }: { readonly before: Session | null; readonly after: Session },
): void {
  const { status } = after.state
  if (before?.state.status === status && before.step === after.step) return
  const metric = isTerminal(after) ? metricOf(after) : undefined
  journal.write({
    level: status === 'unresolved' ? 'error' : 'info',
    message: 'session changed',
    sessionId: after.id,
    status,
    attempt: after.attempt,
    step: after.step,
    ...(metric !== undefined && before?.state.status !== status ? { metric } : {}),
  })
}

function metricOf({ state }: Session): MetricName | undefined {
  switch (state.status) {
    case 'succeeded':
      return metrics.sessionSucceeded
    case 'failed':
      return metrics.sessionFailed
    case 'cancelled':
      return metrics.sessionCancelled
    case 'unresolved':
      return metrics.sessionUnresolved
    case 'offered':
    case 'starting':
    case 'collecting':
    case 'capturing':
    case 'completing':
      return undefined
    default:
      return state satisfies never
  }
}
