import { isLatest, type Outcome } from '../../domain/session/outcome.ts'
import type { FailureReason, Problem, Session } from '../../domain/session/session.ts'
import { type MetricName, metrics } from '../../metrics.ts'
import type { Journal } from '../../ports/journal.ts'

/** Counts an ending, and says why: by reason and code, never in words that Twilio may send. */
export function journalOutcome(
  journal: Journal,
  { session, outcome }: { readonly session: Session; readonly outcome: Outcome },
): void {
  const { status } = outcome
  const why = whyItEnded(session, outcome)
  const isAlarming = outcome.unexpected === true && !isSaidByPerson(session)
  journal.write({
    level: status === 'unresolved' || isAlarming ? 'error' : 'info',
    message: 'session ended',
    sessionId: session.id,
    status,
    ...why,
    metric: isAlarming ? metrics.chargeContradicted : metricOf[status],
  })
  // Nothing that a caller did: one such is bad luck, and all of them an outage of ours.
  if (why.reason !== 'refused-by-twilio' && why.reason !== 'twilio-unavailable') return
  journal.write({
    level: 'error',
    message: 'payment not taken by twilio',
    sessionId: session.id,
    ...why,
    metric: metrics.twilioFailed,
  })
}

/**
 * Who has looked and said which charge counts needs no alarm to look: it rose when Twilio told of
 * the earlier one. What is said so is final, so that no other outcome is meant.
 */
const isSaidByPerson = ({ resolution }: Session): boolean =>
  resolution?.by === 'person' && resolution.outcome === 'charged'

interface Why {
  readonly reason?: FailureReason
  readonly twilioCode?: number
}

function whyItEnded(session: Session, outcome: Outcome): Why {
  if (!isLatest(outcome, session)) return {}
  const { state, problem } = session
  const code = codeOf(problem)
  if (state.status === 'unresolved') return code
  if (state.status !== 'failed') return {}
  const { reason } = state
  // A card was declined some time ago, and then the session failed for something else.
  return problem?.kind === 'declined' && reason !== 'declined' ? { reason } : { reason, ...code }
}

function codeOf(problem: Problem | null): Pick<Why, 'twilioCode'> {
  if (problem === null || problem.kind === 'entry') return {}
  const { twilioCode = null } = problem
  return twilioCode === null ? {} : { twilioCode }
}

const metricOf: Readonly<Record<Outcome['status'], MetricName>> = {
  succeeded: metrics.sessionSucceeded,
  failed: metrics.sessionFailed,
  cancelled: metrics.sessionCancelled,
  unresolved: metrics.sessionUnresolved,
}
