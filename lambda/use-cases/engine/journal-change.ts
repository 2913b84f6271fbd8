import { isAnotherCharge } from '../../domain/machine/ended/another-charge.ts'
import type { EventOf, SessionEvent } from '../../domain/session/event.ts'
import { isIn, type Session } from '../../domain/session/session.ts'
import { metrics } from '../../metrics.ts'
import type { Journal } from '../../ports/journal.ts'
import type { Advanced } from './advance.ts'

/** One line for each change of status; endings are counted where they are told. */
export function journalChange(
  journal: Journal,
  { before, after }: { readonly before: Session | null; readonly after: Session },
): void {
  const { status } = after.state
  if (before?.state.status === status && before.step === after.step) return
  journal.write({
    level: 'info',
    message: 'session changed',
    sessionId: after.id,
    status,
    attempt: after.attempt,
    step: after.step,
    ...resolvedBy(before, after),
  })
}

const resolvedBy = (before: Session | null, { resolution }: Session) =>
  resolution === undefined || before?.resolution === resolution
    ? {}
    : { event: `resolved-by-${resolution.by}` }

type ToldVerdict = EventOf<'payment-succeeded' | 'payment-refused'>

function contradicts(session: Session, event: SessionEvent): event is ToldVerdict {
  const { attempt, step, resolution } = session
  const isPaid = isIn(session, 'succeeded')
  if (event.type === 'payment-succeeded') {
    if (!isPaid || event.attempt !== attempt) return true
    const { confirmationCode } = event
    if (isAnotherCharge(session, confirmationCode)) return true
    // What was resolved may have been the earlier charge; then this one is the second.
    return session.chargedEarlier === true && session.state.confirmationCode !== confirmationCode
  }
  if (event.type !== 'payment-refused' || event.verdict === 'not-known') return false
  // Somebody has seen a charge at the processor that Twilio now says was none.
  return isPaid && resolution !== undefined && event.attempt === attempt && event.step === step
}

/**
 * A charge that Twilio tells of and the session did not ask for: it was called off, was declined,
 * or is paid in another attempt; or one that somebody has seen and Twilio denies. Nothing we can do
 * makes it right; a person has to hear of it.
 */
export function journalContradiction(
  journal: Journal,
  told: { readonly advanced: Advanced; readonly event: SessionEvent },
): void {
  const { advanced, event } = told
  if (!('session' in advanced) || !contradicts(advanced.session, event)) return
  const { id, state } = advanced.session
  journal.write({
    level: 'error',
    message: event.type === 'payment-refused' ? 'charge denied' : 'charge not expected',
    sessionId: id,
    status: state.status,
    attempt: event.attempt,
    step: event.step,
    metric: metrics.chargeContradicted,
  })
}
