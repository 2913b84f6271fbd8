import type { PaymentSettings } from '../settings.ts'
import { type CaptureField, parseCaptureField } from './capture-fields.ts'
import { fieldRows } from './field-rows.ts'

/** Which fields a session needs, in the order Twilio names them. */
export function wantedFields(settings: PaymentSettings): readonly CaptureField[] {
  if (settings.method === 'ach-debit') return ['bank-routing-number', 'bank-account-number']
  const fields: readonly CaptureField[] = [
    'payment-card-number',
    'expiration-date',
    ...(settings.securityCode ? (['security-code'] as const) : []),
    ...(settings.postalCode ? (['postal-code'] as const) : []),
  ]
  return fields.flatMap((field) => {
    const second = settings.matching.includes(field) ? parseCaptureField(`${field}-matcher`) : field
    return second === undefined || second === field ? [field] : [field, second]
  })
}

/** The `Required` of a callback. */
export function requiredText(fields: readonly CaptureField[], names: 'kebab' | 'pascal'): string {
  return fields.map((field) => (names === 'kebab' ? field : fieldRows[field].parameter)).join(',')
}
