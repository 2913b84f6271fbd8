/** The ErrorType of a callback. https://www.twilio.com/docs/voice/twiml/pay#errortype */
export const errorTypes = [
  'input-timeout',
  'invalid-card-number',
  'invalid-card-type',
  'invalid-date',
  'invalid-security-code',
  'invalid-postal-code',
  'invalid-bank-routing-number',
  'invalid-bank-account-number',
  'invalid-bank-account-type',
  'invalid-card-number-security-code-capture-sequence',
  'input-matching-failed',
  'session-in-progress',
  'internal-error',
  // Not documented, but handled by a public Flex plugin.
  'date-validation-failed',
] as const

export type ErrorType = (typeof errorTypes)[number]
