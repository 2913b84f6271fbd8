import type { Command } from '../domain/session/command.ts'
import type { Session } from '../domain/session/session.ts'
import type { PaymentSid } from '../domain/values/ids.ts'

/**
 * Sends one command to Twilio, once. Never throws for anything that can happen on the way:
 * what is known of the outcome is the answer.
 * https://www.twilio.com/docs/voice/api/payment-resource
 */
export interface TwilioPayments {
  send(request: SendRequest): Promise<SendOutcome>
  /** How long one `send` may take at the most, in milliseconds. */
  readonly timeoutMs: number
}

export interface SendRequest {
  readonly session: Session
  readonly command: Command
  /**
   * Asked again when all is ready, with nothing in between: who stood still until the time of its
   * function was over sends nothing any more, since others have gone on without it.
   */
  readonly isInTime: () => boolean
}

export type SendOutcome =
  | { readonly outcome: 'accepted'; readonly paymentSid: PaymentSid }
  /** A definite no: Twilio answered with an error of the 4xx family. */
  | { readonly outcome: 'refused'; readonly twilioCode: number }
  /** Certainly not executed: Twilio's 429 (then with its code), no connection, or no time left. */
  | {
      readonly outcome: 'unsent'
      readonly retryAfterMs: number | null
      readonly twilioCode?: number
    }
  /** It may have been executed: a time-out, a 5xx, a broken or unreadable answer. */
  | { readonly outcome: 'unknown' }
