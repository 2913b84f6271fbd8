import type { PaymentSettings } from '../settings.ts'
import type { CaptureField } from './capture-fields.ts'
import { cardTypeOf, isCardNumber, isFullCardNumber, securityCodeLength } from './card-types.ts'
import type { ErrorType } from './error-types.ts'
import { maskedAccount, maskedCard } from './masks.ts'
import type { FieldStyle } from './style.ts'

export interface FieldContext {
  readonly settings: PaymentSettings
  readonly captured: ReadonlyMap<CaptureField, string>
  readonly nowMs: number
  readonly style: FieldStyle
}

/** All there is to know about one field. */
export interface FieldRow {
  readonly method: PaymentSettings['method']
  /** The callback parameter with the value, masked. */
  readonly parameter: string
  /** How Required calls it, when it calls things like parameters. */
  readonly requiredName: string
  /** The field that has to be entered the same way again, for the second entry of one. */
  readonly repeats?: CaptureField
  isFull(digits: string, context: FieldContext): boolean
  /** What is wrong with the entry, if anything. */
  check(digits: string, context: FieldContext): ErrorType | undefined
  /** How an entry is shown while keys still arrive, and when it is complete. */
  partial(digits: string, context: FieldContext): string
  mask(digits: string, context: FieldContext): string
}

const clear = (digits: string) => digits
const crossedOut = (digits: string) => 'x'.repeat(digits.length)
const hidden = (digits: string, { style }: FieldContext) => style.codeMask.repeat(digits.length)

const card: FieldRow = {
  method: 'credit-card',
  parameter: 'PaymentCardNumber',
  requiredName: 'PaymentCardNumber',
  isFull: (digits, { style }) => isFullCardNumber(digits, style.waitsForLonger),
  check(digits, { settings }) {
    if (!isCardNumber(digits)) return 'invalid-card-number'
    const type = cardTypeOf(digits)
    if (type === undefined || !settings.validCardTypes.includes(type)) return 'invalid-card-type'
    return undefined
  },
  partial: crossedOut,
  mask: (digits, { style }) => maskedCard(digits, style.dashes),
}

const expiry: FieldRow = {
  method: 'credit-card',
  parameter: 'ExpirationDate',
  requiredName: 'ExpirationDate',
  isFull: (digits) => digits.length >= 4,
  check: (digits, { nowMs }) => (isValidUntil(digits, nowMs) ? undefined : 'invalid-date'),
  partial: clear,
  mask: clear,
}

const securityCode: FieldRow = {
  method: 'credit-card',
  parameter: 'SecurityCode',
  requiredName: 'SecurityCode',
  isFull: (digits, context) => digits.length >= securityDigits(context),
  check: (digits, context) =>
    digits.length === securityDigits(context) ? undefined : 'invalid-security-code',
  partial: hidden,
  mask: hidden,
}

const postalCode: FieldRow = {
  method: 'credit-card',
  parameter: 'PaymentCardPostalCode',
  requiredName: 'PaymentCardPostalCode',
  // No country's postal code is known to be complete: only # or the Timeout ends it.
  isFull: (digits, { settings, style }) =>
    style.exactPostalCode && digits.length === settings.minPostalCodeLength,
  check: (digits, { settings }) =>
    digits.length >= Math.max(1, settings.minPostalCodeLength) ? undefined : 'invalid-postal-code',
  partial: clear,
  mask: clear,
}

const routing: FieldRow = {
  method: 'ach-debit',
  parameter: 'BankRoutingNumber',
  requiredName: 'BankRoutingNumber',
  isFull: (digits) => digits.length >= 9,
  check: (digits) => (isRoutingNumber(digits) ? undefined : 'invalid-bank-routing-number'),
  partial: clear,
  mask: clear,
}

const bankAccount: FieldRow = {
  method: 'ach-debit',
  parameter: 'BankAccountNumber',
  requiredName: 'BankAccountNumber',
  // Nacha's file format has room for 17 digits.
  isFull: (digits) => digits.length >= 17,
  // The minimum exists but is not documented; no account of a US bank is shorter than this.
  check: (digits) => (digits.length >= 4 ? undefined : 'invalid-bank-account-number'),
  partial: (digits) => '*'.repeat(digits.length),
  mask: maskedAccount,
}

/** The second entry is compared with the first, and ends in the way that the first does. */
const secondEntryOf = (field: CaptureField, row: FieldRow): FieldRow => ({
  ...row,
  repeats: field,
  requiredName: `${row.requiredName}Matcher`,
  check: (digits, { captured }) =>
    digits === captured.get(field) ? undefined : 'input-matching-failed',
})

export const fieldRows: Readonly<Record<CaptureField, FieldRow>> = {
  'payment-card-number': card,
  'payment-card-number-matcher': secondEntryOf('payment-card-number', card),
  'expiration-date': expiry,
  'expiration-date-matcher': secondEntryOf('expiration-date', expiry),
  'security-code': securityCode,
  'security-code-matcher': secondEntryOf('security-code', securityCode),
  'postal-code': postalCode,
  'postal-code-matcher': secondEntryOf('postal-code', postalCode),
  'bank-routing-number': routing,
  'bank-account-number': bankAccount,
}

function securityDigits({ captured }: FieldContext): number {
  return securityCodeLength(cardTypeOf(captured.get('payment-card-number') ?? ''))
}

/** A card is good until the end of its month. */
function isValidUntil(digits: string, nowMs: number): boolean {
  if (!/^(0[1-9]|1[0-2])\d\d$/.test(digits)) return false
  const firstDayAfterMs = Date.UTC(2000 + Number(digits.slice(2)), Number(digits.slice(0, 2)), 1)
  return nowMs < firstDayAfterMs
}

/** The ABA checksum: digits weighted 3, 7, 1 sum up to a multiple of ten. */
function isRoutingNumber(digits: string): boolean {
  if (!/^\d{9}$/.test(digits)) return false
  const weights = [3, 7, 1]
  const sum = [...digits].reduce(
    (sum, digit, index) => sum + Number(digit) * (weights[index % 3] ?? 0),
    0,
  )
  return sum > 0 && sum % 10 === 0
}
