import { exponentOf } from './currencies.ts'

declare const brand: unique symbol
/** ISO 4217 alphabetic code that is in our table of currencies. */
export type Currency = string & { readonly [brand]: 'Currency' }

/** Money is whole minor units (cents, yen, fils): never a fraction, never without a currency. */
export interface Money {
  readonly amountMinor: number
  readonly currency: Currency
}

/**
 * Twilio takes amounts under one million major units, whatever the currency.
 * https://www.twilio.com/docs/voice/api/payment-resource (ChargeAmount, read 2026-11)
 */
const AMOUNT_MAJOR_LIMIT = 1_000_000

export type MoneyProblem = 'unknown-currency' | 'not-a-decimal' | 'too-many-decimals' | 'too-large'

/**
 * @param amount plain decimal digits in major units, such as `42.50`; no sign, no exponent, no
 *   thousands separator, so that what is shown, signed and charged is the same text.
 */
export function parseMoney(amount: string, currency: string): Money | MoneyProblem {
  const exponent = exponentOf(currency)
  if (exponent === undefined) return 'unknown-currency'
  const match = /^(0|[1-9]\d{0,14})(?:\.(\d{1,4}))?$/.exec(amount)
  if (match === null) return 'not-a-decimal'
  const [, whole = '', decimals = ''] = match
  if (decimals.length > exponent) return 'too-many-decimals'
  if (Number(whole) >= AMOUNT_MAJOR_LIMIT) return 'too-large'
  const amountMinor = Number(whole + decimals.padEnd(exponent, '0'))
  return { amountMinor, currency: currency as Currency }
}

/** Major units with exactly the currency's decimals: `42.50` USD, `4250` JPY, `4.250` KWD. */
export function formatAmount({ amountMinor, currency }: Money): string {
  const exponent = exponentOf(currency) ?? 2
  const digits = String(amountMinor).padStart(exponent + 1, '0')
  if (exponent === 0) return digits
  return `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`
}
