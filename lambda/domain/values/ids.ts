declare const brand: unique symbol
type Id<Name extends string> = string & { readonly [brand]: Name }

/** Our id of a session: `ps_` and 26 characters of base 32, 130 random bits. Not guessable. */
export type SessionId = Id<'SessionId'>
/** Twilio's id of a call. https://www.twilio.com/docs/glossary/what-is-a-sid */
export type CallSid = Id<'CallSid'>
/** Twilio's id of a Payments resource. https://www.twilio.com/docs/voice/api/payment-resource */
export type PaymentSid = Id<'PaymentSid'>

export const sessionIdPattern = /^ps_[0-9a-hjkmnp-tv-z]{26}$/
export const callSidPattern = /^CA[0-9a-fA-F]{32}$/
export const paymentSidPattern = /^PK[0-9a-fA-F]{32}$/

/** Each parser answers `null` for text that is not such an id. */
export const parseSessionId = (text: string): SessionId | null =>
  sessionIdPattern.test(text) ? (text as SessionId) : null

/** In lower case, as Twilio writes it: one call must not be taken for two. */
export const parseCallSid = (text: string): CallSid | null =>
  callSidPattern.test(text) ? (`CA${text.slice(2).toLowerCase()}` as CallSid) : null

export const parsePaymentSid = (text: string): PaymentSid | null =>
  paymentSidPattern.test(text) ? (text as PaymentSid) : null
