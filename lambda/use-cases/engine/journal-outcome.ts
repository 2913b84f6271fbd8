import type { Outcome } from '../../domain/session/outcome.ts'
import type { FailureReason, Problem, Session } from '../../domain/session/session.ts'
import { type MetricName, metrics } from '../../metrics.ts'
import type { Journal } from '../../ports/journal.ts'

/** Counts an ending, and says why: by reason and code, never in words that Twilio may send. */
export function journalOutcome(
  journal: Journal,
  { session, outcome }: { readonly session: Session; readonly outcome: Outcome },
): void {
  const { status, unexpected } = outcome
  const why = whyItEnded(session, outcome)
  journal.write({
    level: status === 'unresolved' || unexpected ? 'error' : 'info',
    message: 'session ended',
    sessionId: session.id,
    status,
    ...why,
    metric: unexpected ? metrics.chargeContradicted : metricOf[status],
  })
  if (why.reason === undefined || !notTakenReasons.has(why.reason)) return
  journal.write({
    level: 'error',
    message: 'payment not taken by twilio',
    sessionId: session.id,
    ...why,
    metric: metrics.twilioFailed,
  })
}

/** Nothing that a caller did: one such is bad luck, and all of them an outage of ours. */
const notTakenReasons: ReadonlySet<FailureReason> = new Set([
  'refused-by-twilio',
  'twilio-unavailable',
])

interface Why {
  readonly reason?: FailureReason
  readonly twilioCode?: number
}

function whyItEnded({ state, problem }: Session, { status }: Outcome): Why {
  // Told late, an ending may be followed by another, of which the session tells now.
  if (state.status !== status) return {}
  if (state.status !== 'failed' && state.status !== 'unresolved') return {}
  const reason = state.status === 'failed' ? state.reason : undefined
  const code = codeOf(problem, reason)
  return {
    ...(reason === undefined ? {} : { reason }),
    ...(typeof code === 'number' ? { twilioCode: code } : {}),
  }
}

function codeOf(problem: Problem | null, reason: FailureReason | undefined) {
  if (problem === null || problem.kind === 'entry') return undefined
  // A card was declined some time ago, and then the session failed for something else.
  if (problem.kind === 'declined' && reason !== 'declined') return undefined
  return problem.twilioCode
}

const metricOf: Readonly<Record<Outcome['status'], MetricName>> = {
  succeeded: metrics.sessionSucceeded,
  failed: metrics.sessionFailed,
  cancelled: metrics.sessionCancelled,
  unresolved: metrics.sessionUnresolved,
}
