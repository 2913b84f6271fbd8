import type { CaptureField } from '../../../../lambda/domain/payment/capture-fields.ts'

/** What a callback shows of a field that was keyed. */
export const masks: Readonly<Partial<Record<CaptureField, Readonly<Record<string, string>>>>> = {
  'payment-card-number': { PaymentCardNumber: 'xxxxxxxxxxxx1111', PaymentCardType: 'visa' },
  'bank-account-number': { BankAccountNumber: '*******92' },
}

/** What it shows at the first key. */
export const spoken: Readonly<Partial<Record<CaptureField, Readonly<Record<string, string>>>>> = {
  'payment-card-number': { PaymentCardNumber: 'x' },
  'bank-account-number': { BankAccountNumber: '*' },
  'security-code': { SecurityCode: 'x' },
}

/** Twilio has no second entry of an account: it is asked for the same field again. */
export const listensFor = (field: CaptureField): CaptureField =>
  field === 'bank-account-number-matcher' ? 'bank-account-number' : field
