import {
  CALL_NOT_IN_PROGRESS,
  INVALID_OPERATION,
  RESOURCE_NOT_FOUND,
} from '../payment/twilio-codes.ts'
import type { EventOf } from '../session/event.ts'
import type { Problem, Session, SessionIn } from '../session/session.ts'
import type { EpochMs } from '../values/time.ts'
import { closePayment, fail, settled, startAnew, to } from './moves.ts'

/** Transitions by Twilio's answer to a capture, a charge or a clean-up. */

export const accepted = (session: Session): Session => settled(session)

type Asking = SessionIn<'capturing'> | SessionIn<'completing'>

/**
 * Twilio refuses, for sure. When the resource is gone the attempt is lost: it is created anew and
 * the caller keys again. Nothing was charged in it, since nothing was completed.
 */
export function stepRefused(session: Asking, event: EventOf<'command-refused'>): Session {
  const { twilioCode, at } = event
  if (twilioCode === RESOURCE_NOT_FOUND) {
    return startAnew(session, { at, twilioCode, replaces: null })
  }
  if (twilioCode === CALL_NOT_IN_PROGRESS) return fail(session, 'caller-hung-up')
  return backToCollecting(session, { at, problem: { kind: 'refused', twilioCode } })
}

/**
 * A resource that ended may be called an invalid operation instead of not found, and so may a
 * capture that is carried out already, when the answer to its first send was lost. If that was not
 * the reason, the next silence has Twilio listen anew, for sure this time.
 */
export function captureRefused(
  session: SessionIn<'capturing'>,
  event: EventOf<'command-refused'>,
): Session {
  const { twilioCode, at } = event
  if (twilioCode !== INVALID_OPERATION) return stepRefused(session, event)
  const isOnlySend = event.sure && !session.pending?.uncertain
  return isOnlySend
    ? startAnew(session, { at, twilioCode, replaces: session.state.paymentSid })
    : settled(session)
}

/**
 * It never reached Twilio, after every retry that there was time for. Unless it was sent before:
 * what one sender did not send, another may have sent.
 */
export const stepUnsent = (session: Asking, event: EventOf<'command-unsent'>): Session =>
  session.pending?.uncertain
    ? session
    : backToCollecting(session, { at: event.at, problem: unsentProblem(event) })

export const unsentProblem = ({ twilioCode }: EventOf<'command-unsent'>): Problem =>
  twilioCode === undefined ? { kind: 'unsent' } : { kind: 'unsent', twilioCode }

/**
 * Twilio ended the Payments resource by itself while it was listening. What it did not like about
 * the request, it would not like about the next one either.
 */
export function lostWhileCollecting(
  session: SessionIn<'collecting'> | SessionIn<'capturing'>,
  event: EventOf<'payment-refused'>,
): Session {
  const { at, twilioCode, verdict } = event
  if (verdict === 'not-charged') return refusedByCallback(session, event)
  return startAnew(session, { at, twilioCode, replaces: null })
}

/** Twilio says by a callback what it might have said in its answer. */
export function refusedByCallback(session: Session, event: EventOf<'payment-refused'>): Session {
  const { twilioCode } = event
  const failed = fail(session, 'refused-by-twilio')
  return twilioCode === null ? failed : { ...failed, problem: { kind: 'refused', twilioCode } }
}

function backToCollecting(
  session: Asking,
  because: { readonly at: EpochMs; readonly problem: Problem },
): Session {
  const { at, problem } = because
  const { paymentSid } = session.state
  // Alone with a caller there is nobody who could try something else.
  if (session.mode === 'guided') {
    const reason = problem.kind === 'unsent' ? 'twilio-unavailable' : 'refused-by-twilio'
    return { ...closePayment(fail(session, reason), { at, paymentSid }), problem }
  }
  return { ...to(settled(session), { status: 'collecting', paymentSid }), problem }
}
