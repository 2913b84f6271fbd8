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
  const isContradiction = status === 'succeeded' && !mayCharge(before)
  const metric = isContradiction
    ? metrics.chargeContradicted
    : isTerminal(after)
      ? metricOf(after)
      : undefined
  journal.write({
    level: status === 'unresolved' || isContradiction ? 'error' : 'info',
    message: 'session changed',
    sessionId: after.id,
    status,
    attempt: after.attempt,
    step: after.step,
    ...resolvedBy(before, after),
    ...(metric !== undefined && before?.state.status !== status ? { metric } : {}),
  })
}

const resolvedBy = (before: Session | null, { resolution }: Session) =>
  resolution === undefined || before?.resolution === resolution
    ? {}
    : { event: `resolved-by-${resolution.by}` }

/** Only a session whose charge is out can come to be paid; of any other a person has to hear. */
const mayCharge = (before: Session | null): boolean =>
  before?.state.status === 'completing' || before?.state.status === 'unresolved'

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
