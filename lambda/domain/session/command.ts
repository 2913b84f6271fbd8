import type { CaptureField } from '../payment/capture-fields.ts'
import type { PaymentSid, SessionId } from '../values/ids.ts'
import type { EpochMs } from '../values/time.ts'

/** Which of a session's requests to Twilio is meant: the n-th step of its n-th attempt. */
export interface StepOf {
  /** 1 for the first Payments resource of the session. */
  readonly attempt: number
  /** 1 for the first request of the session; never reused, over all attempts. */
  readonly step: number
}

/** Something we ask of Twilio. Stored in the session before it is sent. */
export type Command = StepOf &
  (
    | {
        readonly type: 'create'
        /** An earlier resource of this call that Twilio may hold open: closed ahead of this. */
        readonly replaces: PaymentSid | null
      }
    | { readonly type: 'capture'; readonly paymentSid: PaymentSid; readonly field: CaptureField }
    | { readonly type: 'complete'; readonly paymentSid: PaymentSid }
    | { readonly type: 'cancel'; readonly paymentSid: PaymentSid }
  )

/** A command that is owed: recorded, and not known to have been answered. */
export interface Pending {
  readonly command: Command
  readonly recordedAt: EpochMs
  /** How often it was taken up again after the first sender fell silent. */
  readonly redrives: number
  /** An earlier send may have reached Twilio, so that a later "no" proves nothing. */
  readonly uncertain: boolean
}

/**
 * The command that has become owed between two states of a session: a new one, or one that was
 * taken up again. Whoever wrote that change sends it; a mere note on it is no reason to.
 */
export function newlyOwed(before: Pending | null, after: Pending | null): Command | null {
  if (after === null) return null
  const isNoted = before?.command.step === after.command.step && before.redrives === after.redrives
  return isNoted ? null : after.command
}

/**
 * What has to be closed at Twilio ahead of a command. It belongs to the attempt before, so that
 * its callback can never be taken for the new resource's.
 */
export function closedAheadOf(command: Command): Command | null {
  if (command.type !== 'create' || command.replaces === null) return null
  const { attempt, step, replaces: paymentSid } = command
  return { type: 'cancel', attempt: attempt - 1, step, paymentSid }
}

/**
 * The IdempotencyKey that goes to Twilio: a function of the session, the attempt and the step,
 * the same over all retries and processes.
 */
export const idempotencyKeyOf = (sessionId: SessionId, { attempt, step }: StepOf): string =>
  `${sessionId}-${attempt}-${step}`
