import { isCallOver, RESOURCE_NOT_FOUND } from '../payment/twilio-codes.ts'
import type { EventOf } from '../session/event.ts'
import type { Session, SessionIn } from '../session/session.ts'
import { ATTEMPTS_MAX } from './limits.ts'
import { fail, nextAttempt, settled, startPayment, to } from './moves.ts'

/** Transitions by Twilio's answer to a capture or a clean-up. The charge has its own file. */

export const accepted = (session: Session): Session => settled(session)

/**
 * A capture that Twilio refuses. When the resource is gone the attempt is lost: it is created
 * anew and the caller keys again. Nothing was charged in it, since nothing was completed.
 */
export function captureRefused(
  session: SessionIn<'capturing'>,
  event: EventOf<'command-refused'>,
): Session {
  const { twilioCode, at } = event
  if (twilioCode === RESOURCE_NOT_FOUND) {
    const lost = { ...nextAttempt(session), problem: session.problem }
    return session.attempt < ATTEMPTS_MAX
      ? startPayment(lost, at)
      : fail(session, 'refused-by-twilio')
  }
  if (isCallOver(twilioCode)) return fail(session, 'caller-hung-up')
  return backToCollecting(session, { kind: 'refused', twilioCode })
}

/** The capture never reached Twilio, after every retry that there was time for. */
export const captureUnsent = (session: SessionIn<'capturing'>): Session =>
  backToCollecting(session, { kind: 'unsent' })

function backToCollecting(
  session: SessionIn<'capturing'>,
  problem: NonNullable<Session['problem']>,
): Session {
  // Alone with a caller there is nobody who could try something else.
  if (session.mode === 'guided') {
    const reason = problem.kind === 'unsent' ? 'twilio-unavailable' : 'refused-by-twilio'
    return { ...fail(session, reason), problem }
  }
  const { paymentSid } = session.state
  return { ...to(settled(session), { status: 'collecting', paymentSid }), problem }
}
