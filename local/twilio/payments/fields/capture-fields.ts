/**
 * What an update may ask Twilio to listen for.
 * https://www.twilio.com/docs/voice/api/payment-resource
 */
export const captureFields = [
  'payment-card-number',
  'payment-card-number-matcher',
  'expiration-date',
  'expiration-date-matcher',
  'security-code',
  'security-code-matcher',
  'postal-code',
  'postal-code-matcher',
  'bank-routing-number',
  'bank-account-number',
] as const

export type CaptureField = (typeof captureFields)[number]

export function parseCaptureField(text: string): CaptureField | undefined {
  return captureFields.find((field) => field === text)
}

/** The field that takes the same digits again; bank fields have none. */
export function secondEntryFor(field: CaptureField): CaptureField | undefined {
  return parseCaptureField(`${field}-matcher`)
}
