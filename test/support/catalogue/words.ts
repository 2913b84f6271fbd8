import type { ErrorType, PayErrorCode, Result } from './twilio.ts'

/** What becomes of a charge that ends with this Result, without a PayErrorCode. */
export const afterResult: Readonly<
  Record<Result, { readonly status: string; readonly money: string; readonly because: string }>
> = {
  success: { status: 'succeeded', money: 'moved', because: 'charged' },
  'payment-connector-error': {
    status: 'unresolved',
    money: 'not-known',
    because: 'by its code, and without one nobody knows',
  },
  'caller-interrupted-with-star': {
    status: 'completing',
    money: 'not-known',
    because: 'the charge was out already, so its verdict is waited for',
  },
  'caller-hung-up': {
    status: 'completing',
    money: 'not-known',
    because: 'the charge was out already, so its verdict is waited for',
  },
  'validation-error': {
    status: 'unresolved',
    money: 'not-known',
    because: 'by its code, and without one nobody knows',
  },
  'transaction-cancelled': {
    status: 'completing',
    money: 'not-known',
    because: 'a charge is not called off, unless Twilio asked the caller to confirm it',
  },
  'too-many-failed-attempts': {
    status: 'unresolved',
    money: 'not-known',
    because: 'of the verb <Pay>; says nothing about the money',
  },
  'internal-error': {
    status: 'unresolved',
    money: 'not-known',
    because: 'says nothing about the money',
  },
}

/** What a charge comes to that ends with this PayErrorCode. */
export const afterPayErrorCode: Readonly<
  Record<PayErrorCode, 'declined' | 'failed' | 'not known'>
> = {
  64001: 'not known',
  64002: 'not known',
  64003: 'failed',
  64004: 'failed',
  64005: 'failed',
  64006: 'failed',
  64007: 'failed',
  64008: 'not known',
  64009: 'failed',
  64010: 'not known',
  64011: 'failed',
  64012: 'declined',
  64013: 'failed',
  64014: 'failed',
  64015: 'failed',
  64016: 'not known',
  64017: 'failed',
  64018: 'not known',
  64019: 'failed',
  64020: 'failed',
  64021: 'not known',
  64022: 'declined',
  64023: 'declined',
  64024: 'failed',
}

/** What the caller hears of an entry; `null` for what is not about an entry. */
export const heardAfter: Readonly<Record<ErrorType, RegExp | null>> = {
  'input-timeout': /did not get/,
  'invalid-card-number': /not a valid card number/,
  'invalid-card-type': /do not take this kind of card/,
  'invalid-date': /not a valid expiration date/,
  'invalid-security-code': /not a valid security code/,
  'invalid-postal-code': /not a valid postal code/,
  'invalid-bank-routing-number': /not a valid routing number/,
  'invalid-bank-account-number': /not a valid account number/,
  'invalid-bank-account-type': /do not take this kind of bank account/,
  'invalid-card-number-security-code-capture-sequence': /card number first/,
  'input-matching-failed': /entries were not the same/,
  'session-in-progress': null,
  'internal-error': /something went wrong/,
}
