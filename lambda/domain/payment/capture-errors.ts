/**
 * Why an entry was not accepted: Twilio's ErrorType values that belong to a caller's entry.
 * https://www.twilio.com/docs/voice/twiml/pay#errortype (read 2026-11)
 */
export const captureErrors = [
  'input-timeout',
  'invalid-card-number',
  'invalid-card-type',
  'invalid-date',
  'invalid-security-code',
  'invalid-postal-code',
  'invalid-bank-routing-number',
  'invalid-bank-account-number',
  'invalid-bank-account-type',
  'input-matching-failed',
  'invalid-card-number-security-code-capture-sequence',
  'internal-error',
] as const

export type CaptureError = (typeof captureErrors)[number]

/** A value Twilio may add tomorrow is treated as its own `internal-error`: ask again. */
export const parseCaptureError = (text: string): CaptureError =>
  captureErrors.find((known) => known === text) ?? 'internal-error'
