import { missingFields } from '../machine/collecting.ts'
import { openCapture, recordCharge } from '../machine/moves.ts'
import { isIn, type Session } from '../session/session.ts'
import type { EpochMs } from '../values/time.ts'

/**
 * What the flow does by itself in a guided session: as soon as nothing is being asked, it asks for
 * the next field, and when no field is missing it charges; the caller has agreed at the start.
 * Decided together with what led here, so that one write records both.
 */
export function guide(session: Session, at: EpochMs): Session {
  if (session.mode !== 'guided' || !isIn(session, 'collecting')) return session
  const { paymentSid } = session.state
  const [field] = missingFields(session)
  return field === undefined
    ? recordCharge(session, { at, paymentSid })
    : openCapture(session, { at, paymentSid, field })
}
