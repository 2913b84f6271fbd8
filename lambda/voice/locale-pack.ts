import type { AskPrompt, Deal } from '../domain/guide/prompt.ts'
import type { CaptureError } from '../domain/payment/capture-errors.ts'
import type { CaptureField } from '../domain/payment/capture-fields.ts'
import type { FailureReason, StateDetails } from '../domain/session/session.ts'

/**
 * Every sentence of one language. Complete by type: a missing field, error or ending does not
 * compile. Sentences are whole, since languages do not agree on how to join parts.
 */
export interface LocalePack {
  /** BCP 47 tag, as in Twilio's `<Say language>`. */
  readonly language: string
  readonly offers: Readonly<Record<StateDetails['offered']['offer'], ByDeal<Offer>>>
  /** Asked for the first time, again, and for the last time before a person takes over. */
  readonly asks: Readonly<Record<CaptureField, Record<AskPrompt['card'], Record<AskCount, string>>>>
  /** What was wrong with the entry before; said ahead of asking again. */
  readonly errors: Readonly<Record<CaptureField, Record<CaptureError, string>>>
  /** Ahead of the offer, after a key that was not offered. Long enough to outlast hasty keys. */
  readonly notOffered: string
  readonly oneMoment: string
  readonly charging: ByDeal<string>
  readonly stillCharging: ByDeal<string>
  /** The code comes spelled, character by character. */
  readonly paid: (spelledCode: string) => string
  /** The processor gave no code. */
  readonly paidWithoutCode: string
  /** A card or account was tokenised: nothing is charged. */
  readonly saved: Readonly<Record<Deal['method'], string>>
  readonly failures: Readonly<Record<FailureReason, string>>
  readonly cancellations: Readonly<Record<StateDetails['cancelled']['by'], string>>
  /** Truthful and calm: the caller must not pay again before somebody knows. */
  readonly notKnown: ByDeal<string>
  /** There is no session: an earlier start on the call did not get to its end. */
  readonly notStarted: string
  readonly goodbye: string
}

/** What is done for the caller, and with what: a sentence for each. */
export type ByDeal<Words> = Readonly<Record<Deal['purpose'], Record<Deal['method'], Words>>>

export type Offer = (purchase: SpokenPurchase) => string

export type AskCount = 'first' | 'again' | 'last'

export interface SpokenPurchase {
  /** Such as `42.50 US dollars`; empty when nothing is charged. */
  readonly amount: string
  readonly reference: string
  /** Whether the call can go on to a person, so that one may be offered. */
  readonly canReachPerson: boolean
}
