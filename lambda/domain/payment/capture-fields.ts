import type { PaymentMethod } from './payment-method.ts'

/**
 * What a caller can be asked to key. Names are Twilio's Capture values; only the second entry of a
 * bank account has a name of ours, because Twilio has none.
 * https://www.twilio.com/docs/voice/api/payment-resource (read 2026-11)
 */
export type CaptureField =
  | 'payment-card-number'
  | 'payment-card-number-matcher'
  | 'expiration-date'
  | 'expiration-date-matcher'
  | 'security-code'
  | 'security-code-matcher'
  | 'postal-code'
  | 'postal-code-matcher'
  | 'bank-routing-number'
  | 'bank-account-number'
  | 'bank-account-number-matcher'

interface CaptureFieldRow {
  readonly method: PaymentMethod
  /** Which callback parameter carries the (masked) entry. */
  readonly callbackParameter: string
  /** The field that has to be captured before this one, if any. */
  readonly after: CaptureField | null
  /** The field that this is the second entry of, if it is one. */
  readonly repeats: CaptureField | null
  /** Of variable length, so that the caller says with `#` that the entry is done. */
  readonly endsWithPound: boolean
}

/** A row each: everything about a field derives from its row, and its prompts. */
export const captureFields: Readonly<Record<CaptureField, CaptureFieldRow>> = {
  'payment-card-number': {
    method: 'credit-card',
    callbackParameter: 'PaymentCardNumber',
    after: null,
    repeats: null,
    endsWithPound: false,
  },
  'payment-card-number-matcher': {
    method: 'credit-card',
    callbackParameter: 'PaymentCardNumber',
    after: 'payment-card-number',
    repeats: 'payment-card-number',
    endsWithPound: false,
  },
  'expiration-date': {
    method: 'credit-card',
    callbackParameter: 'ExpirationDate',
    after: null,
    repeats: null,
    endsWithPound: false,
  },
  'expiration-date-matcher': {
    method: 'credit-card',
    callbackParameter: 'ExpirationDate',
    after: 'expiration-date',
    repeats: 'expiration-date',
    endsWithPound: false,
  },
  'security-code': {
    method: 'credit-card',
    callbackParameter: 'SecurityCode',
    // Twilio checks the security code's length by the card, so the card must come first.
    after: 'payment-card-number',
    repeats: null,
    endsWithPound: false,
  },
  'security-code-matcher': {
    method: 'credit-card',
    callbackParameter: 'SecurityCode',
    after: 'security-code',
    repeats: 'security-code',
    endsWithPound: false,
  },
  'postal-code': {
    method: 'credit-card',
    callbackParameter: 'PaymentCardPostalCode',
    after: null,
    repeats: null,
    endsWithPound: true,
  },
  'postal-code-matcher': {
    method: 'credit-card',
    callbackParameter: 'PaymentCardPostalCode',
    after: 'postal-code',
    repeats: 'postal-code',
    endsWithPound: true,
  },
  'bank-routing-number': {
    method: 'ach-debit',
    callbackParameter: 'BankRoutingNumber',
    after: null,
    repeats: null,
    endsWithPound: false,
  },
  'bank-account-number': {
    method: 'ach-debit',
    callbackParameter: 'BankAccountNumber',
    after: null,
    repeats: null,
    endsWithPound: true,
  },
  'bank-account-number-matcher': {
    method: 'ach-debit',
    callbackParameter: 'BankAccountNumber',
    after: 'bank-account-number',
    repeats: 'bank-account-number',
    endsWithPound: true,
  },
}

export const isCaptureField = (text: string): text is CaptureField =>
  Object.hasOwn(captureFields, text)

/** What Twilio is told to listen for: it compares second entries itself, but none of an account. */
export type TwilioCapture = Exclude<CaptureField, 'bank-account-number-matcher'>

export const twilioCaptureOf = (field: CaptureField): TwilioCapture =>
  field === 'bank-account-number-matcher' ? 'bank-account-number' : field

export const parseTwilioCapture = (text: string): TwilioCapture | null =>
  isCaptureField(text) && text !== 'bank-account-number-matcher' ? text : null

/** The second entry of a field, if a session may ask for one. */
export const secondEntryOf = (field: CaptureField): CaptureField | undefined =>
  allCaptureFields.find((other) => captureFields[other].repeats === field)

export const allCaptureFields: readonly CaptureField[] =
  Object.keys(captureFields).filter(isCaptureField)
