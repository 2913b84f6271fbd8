import type { SessionId } from '../domain/values/ids.ts'

/**
 * Keeps the processor's tokens out of everybody's sight: sealed the moment they come in, opened
 * for whoever may read them. May throw `AppError` `vault-unavailable`.
 */
export interface TokenVault {
  /** Text of no use to who does not have the key, bound to the session that it belongs to. */
  seal(token: PaymentToken, sessionId: SessionId): Promise<string>
  open(sealed: string, sessionId: SessionId): Promise<PaymentToken>
}

/**
 * What a processor gives for a card or account that it keeps; which of the two is filled, and what
 * it is good for, depends on the connector. https://www.twilio.com/docs/voice/api/payment-resource
 */
export interface PaymentToken {
  readonly paymentToken: string
  readonly profileId: string
}
