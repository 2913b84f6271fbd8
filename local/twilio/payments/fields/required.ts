import type { Switches } from '../../switches.ts'
import type { PaymentSettings } from '../settings.ts'
import { type CaptureField, secondEntryFor } from './capture-fields.ts'
import { fieldRows } from './field-rows.ts'

/** Which fields a session needs, in the order Twilio names them. */
export function wantedFields(
  settings: PaymentSettings,
  switches: Switches,
): readonly CaptureField[] {
  if (settings.method === 'ach-debit') return ['bank-routing-number', 'bank-account-number']
  const securityCode = settings.securityCode ? (['security-code'] as const) : []
  const postalCode = settings.postalCode ? (['postal-code'] as const) : []
  const fields: readonly CaptureField[] = [
    'payment-card-number',
    'expiration-date',
    ...(switches.is('requiredOrder', 'postal-code-last')
      ? [...securityCode, ...postalCode]
      : [...postalCode, ...securityCode]),
  ]
  return fields.flatMap((field) => {
    const second = settings.matching.includes(field) ? secondEntryFor(field) : undefined
    return second === undefined ? [field] : [field, second]
  })
}

/** The `Required` of a callback. */
export function requiredText(fields: readonly CaptureField[], switches: Switches): string {
  const kebab = switches.is('requiredNames', 'kebab')
  const separator = switches.is('requiredSeparator', 'comma') ? ',' : ', '
  return fields.map((field) => (kebab ? field : fieldRows[field].requiredName)).join(separator)
}
