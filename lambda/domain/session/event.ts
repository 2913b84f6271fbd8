import type { CaptureError } from '../payment/capture-errors.ts'
import type { CaptureField, TwilioCapture } from '../payment/capture-fields.ts'
import type { Verdict } from '../payment/verdict.ts'
import type { PaymentSid } from '../values/ids.ts'
import type { EpochMs } from '../values/time.ts'
import type { Resolver } from './resolution.ts'
import type { BankAccount, Card, FailureReason } from './session.ts'

/** Something that happened. What each kind carries beside its type. */
export interface EventDetails {
  // Asked for by the caller, or by a client on behalf of the business.
  'consent-given': object
  'offer-declined': object
  'person-wanted': object
  /** The caller was asked often enough and pressed nothing. */
  'caller-silent': object
  /** The call could not be updated, so that nobody heard the offer. */
  'offer-unsaid': object
  /** The caller pressed keys, often enough, and none that was offered. */
  'caller-lost': object
  /** Asked twice without a word from Twilio: its callback may be lost, so listen anew. */
  'capture-overdue': object
  'capture-requested': { readonly field: CaptureField }
  'complete-requested': object
  'cancel-requested': object

  // Told by Twilio in a callback.
  'payment-opened': FromCallback
  /** An error about the payment itself, before any field was asked. */
  'payment-not-opened': FromCallback & {
    readonly reason: Extract<FailureReason, 'session-in-progress' | 'refused-by-twilio'>
  }
  'field-captured': FromCallback & {
    readonly field: TwilioCapture
    readonly card: Card | null
    readonly bankAccount: BankAccount | null
    /** Twilio still names it among the fields that it waits for. */
    readonly stillRequired: boolean
  }
  'field-rejected': FromCallback & { readonly field: TwilioCapture; readonly error: CaptureError }
  'payment-succeeded': FromCallback & {
    readonly confirmationCode: string
    /** Of a tokenised card or account, sealed. */
    readonly sealedToken: string | null
  }
  /** The Payments resource was cancelled, before the processor was asked. */
  'payment-cancelled': FromCallback
  'payment-refused': FromCallback & {
    readonly verdict: Verdict
    /** Twilio's PayErrorCode, if it gave one. */
    readonly twilioCode: number | null
  }
  /** The Payments resource ended before it was completed. */
  'payment-ended': FromCallback & {
    readonly reason: Extract<FailureReason, 'caller-hung-up' | 'caller-interrupted'>
  }

  // Twilio's HTTP answer to a command, or what is known without one.
  'command-accepted': Answered & { readonly paymentSid: PaymentSid }
  'command-refused': Answered & {
    readonly twilioCode: number
    /** No earlier send of this step can have been executed, so that the "no" is the whole truth. */
    readonly sure: boolean
  }
  /** It certainly never reached Twilio. */
  'command-unsent': Answered & {
    /** What Twilio said, if it was Twilio that did not take it. */
    readonly twilioCode?: number
  }
  /** It may or may not have been executed. */
  'command-uncertain': Answered

  // Found out at the processor, about all attempts of the session.
  'resolved-charged': { readonly resolver: Resolver; readonly confirmationCode: string }
  'resolved-not-charged': { readonly resolver: Resolver }

  /** Endings have been told: to integrators up to a number, 0 for none, and to the log. */
  'outcome-told': { readonly number: number; readonly counted: number }

  // Noticed by the clock, or by looking at the call.
  'call-ended': object
  'call-alive': object
  'time-passed': {
    /** Whoever relied on look-ups has been called: nobody asks any more by itself. */
    readonly givesUp?: true
  }
}

interface FromCallback {
  /** Which attempt the callback's own URL belongs to. */
  readonly attempt: number
  readonly step: number
  readonly paymentSid: PaymentSid
}

interface Answered {
  /** Answers carry the step they answer: one that is no longer owed changes nothing. */
  readonly step: number
}

export type EventType = keyof EventDetails
export type EventOf<T extends EventType> = {
  [P in T]: { readonly type: P; readonly at: EpochMs } & EventDetails[P]
}[T]
export type SessionEvent = EventOf<EventType>

/** What Twilio may tell in a callback. */
export type CallbackEvent = Extract<SessionEvent, FromCallback>

type WithoutTime<Event> = Event extends unknown ? Omit<Event, 'at'> : never

/** The same before it is decided, and so before its time is told. */
export type Told = WithoutTime<CallbackEvent>
