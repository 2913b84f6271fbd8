import type { CreateParameter } from './twilio.ts'

/** A request of a client that chooses the parameter, and what Twilio has to be sent for it. */
export interface Chosen {
  /** Members of the request beside the usual ones; `undefined` leaves a usual one out. */
  readonly given: Readonly<Record<string, unknown>>
  readonly sent: string
}

export const account = { paymentMethod: 'ach-debit', parameter: { AVSName: 'Maya Okafor' } }
export const token = { amount: undefined, currency: undefined }

/** By parameter, how a client chooses it; or why none can. */
export const chosenBy: Readonly<Record<CreateParameter, Chosen | { readonly never: string }>> = {
  IdempotencyKey: { never: 'made of the session, its attempt and its step' },
  StatusCallback: { never: 'a URL of ours, for this step alone' },
  PaymentMethod: { given: account, sent: 'ach-debit' },
  BankAccountType: {
    given: { ...account, bankAccountType: 'consumer-savings' },
    sent: 'consumer-savings',
  },
  ChargeAmount: { given: { amount: '7.5' }, sent: '7.50' },
  Currency: { given: { amount: '4250', currency: 'JPY' }, sent: 'JPY' },
  TokenType: { given: { ...token, tokenType: 'one-time' }, sent: 'one-time' },
  Description: { given: { description: 'Rent of May' }, sent: 'INV-1001 Rent of May' },
  Input: { given: { input: 'dtmf' }, sent: 'dtmf' },
  PostalCode: { given: { postalCode: false }, sent: 'false' },
  MinPostalCodeLength: { given: { minPostalCodeLength: 5 }, sent: '5' },
  SecurityCode: { given: { securityCode: false }, sent: 'false' },
  Timeout: { given: { timeout: 30 }, sent: '30' },
  ValidCardTypes: { given: { validCardTypes: 'visa jcb' }, sent: 'visa jcb' },
  PaymentConnector: { given: { paymentConnector: 'Braintree_EU' }, sent: 'Braintree_EU' },
  Parameter: {
    given: { parameter: { MerchantAccountId: 'm1' } },
    sent: '{"MerchantAccountId":"m1"}',
  },
  RequireMatchingInputs: {
    given: { requireMatchingInputs: 'security-code,payment-card-number' },
    sent: 'payment-card-number,security-code',
  },
  Confirmation: { given: { confirmation: true }, sent: 'true' },
}
