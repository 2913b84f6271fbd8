import { type CaptureField, captureFields } from '../payment/capture-fields.ts'
import type { Command, StepOf } from '../session/command.ts'
import {
  confirms,
  type FailureReason,
  type Session,
  type State,
  type StateDetails,
} from '../session/session.ts'
import type { PaymentSid } from '../values/ids.ts'
import { type EpochMs, later } from '../values/time.ts'
import { ATTEMPTS_MAX, CONFIRM_WITHIN_MS, VERDICT_WITHIN_MS } from './limits.ts'

/** The building blocks of the transitions: each gives a new session and changes one thing. */

export const to = (session: Session, state: State): Session => ({ ...session, state })

/** Records the command that is owed to Twilio from now on. */
export function owe(
  session: Session,
  owed: { readonly at: EpochMs; readonly command: (step: StepOf) => Command },
): Session {
  const step = session.step + 1
  const command = owed.command({ attempt: session.attempt, step })
  return {
    ...session,
    step,
    pending: { command, recordedAt: owed.at, redrives: 0, uncertain: false },
  }
}

export function startPayment(
  session: Session,
  start: { readonly at: EpochMs; readonly replaces: PaymentSid | null },
): Session {
  const { at, replaces } = start
  const starting = to(session, { status: 'starting' })
  return owe(starting, { at, command: (step) => ({ ...step, type: 'create', replaces }) })
}

export function openCapture(
  session: Session,
  asked: { readonly at: EpochMs; readonly paymentSid: PaymentSid; readonly field: CaptureField },
): Session {
  const { at, paymentSid, field } = asked
  const owing = owe(session, {
    at,
    command: (step) => ({ ...step, type: 'capture', paymentSid, field }),
  })
  // Keyed anew, it has to be compared anew.
  const captured = session.captured.filter(
    (done) => done !== field && captureFields[done].repeats !== field,
  )
  const state: State = { status: 'capturing', paymentSid, field, captureStep: owing.step }
  return { ...to(owing, state), captured }
}

export function recordCharge(
  session: Session,
  charge: { readonly at: EpochMs; readonly paymentSid: PaymentSid },
): Session {
  const { at, paymentSid } = charge
  const verdictDueAt = later(at, VERDICT_WITHIN_MS + (confirms(session) ? CONFIRM_WITHIN_MS : 0))
  const completing = to(session, { status: 'completing', paymentSid, verdictDueAt })
  return owe(completing, { at, command: (step) => ({ ...step, type: 'complete', paymentSid }) })
}

/** A new Payments resource has nothing of the last one: every field is asked again. */
export const nextAttempt = (session: Session): Session => ({
  ...session,
  attempt: session.attempt + 1,
  captured: [],
  card: null,
  bankAccount: null,
  rejections: {},
  pending: null,
})

/**
 * The Payments resource is lost, and nothing was charged in it: the caller keys again in another
 * one, as often as there are attempts. After the last, the session fails.
 */
export function startAnew(
  session: Session,
  lost: {
    readonly at: EpochMs
    readonly twilioCode: number | null
    /** The lost one, if it may be open all the same. */
    readonly replaces: PaymentSid | null
  },
): Session {
  const { at, twilioCode, replaces } = lost
  if (session.attempt < ATTEMPTS_MAX) return startPayment(nextAttempt(session), { at, replaces })
  const failed = fail(session, 'refused-by-twilio')
  const closed = closeIfAny(failed, { at, paymentSid: replaces })
  return twilioCode === null ? closed : { ...closed, problem: { kind: 'refused', twilioCode } }
}

export const settled = (session: Session): Session => ({ ...session, pending: null })

export const fail = (session: Session, reason: FailureReason): Session =>
  to(settled(session), { status: 'failed', reason })

export const cancel = (session: Session, by: StateDetails['cancelled']['by']): Session =>
  to(settled(session), { status: 'cancelled', by })

/** Ends Twilio's side too, where it may still be open. Owed even after the session has ended. */
export function closePayment(
  session: Session,
  close: { readonly at: EpochMs; readonly paymentSid: PaymentSid },
): Session {
  const { at, paymentSid } = close
  return owe(session, { at, command: (step) => ({ ...step, type: 'cancel', paymentSid }) })
}

/** The same where there may be none. */
export function closeIfAny(
  session: Session,
  close: { readonly at: EpochMs; readonly paymentSid: PaymentSid | null },
): Session {
  const { at, paymentSid } = close
  return paymentSid === null ? session : closePayment(session, { at, paymentSid })
}
