import type { SessionEvent } from '../../domain/session/event.ts'
import { isTerminal, type Session } from '../../domain/session/session.ts'
import { type MetricName, metrics } from '../../metrics.ts'
import type { Journal } from '../../ports/journal.ts'
import type { Advanced } from './advance.ts'

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
    ...(metric !== undefined && before?.state.status !== status ? { metric } : {}),
  })
}

/**
 * A charge that Twilio tells of and the session did not ask for: it was called off, was declined,
 * or is paid in another attempt. Nothing we can do makes it right; a person has to hear of it.
 */
export function journalContradiction(
  journal: Journal,
  told: { readonly advanced: Advanced; readonly event: SessionEvent },
): void {
  const { advanced, event } = told
  if (event.type !== 'payment-succeeded' || !('session' in advanced)) return
  const { id, state, attempt } = advanced.session
  const isExpected = state.status === 'succeeded' && event.attempt === attempt
  if (isExpected) return
  journal.write({
    level: 'error',
    message: 'charge not expected',
    sessionId: id,
    status: state.status,
    attempt: event.attempt,
    step: event.step,
    metric: metrics.chargeContradicted,
  })
}

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
