import type { CallbackField } from './twilio.ts'

/** A field that is read: what a callback says beside it, its value, and what we make of both. */
export interface Read {
  readonly use: string
  readonly beside: Readonly<Record<string, string>>
  readonly value: string
  readonly makes: object
}

/** A field that is not read by whoever reads callbacks. */
export interface Unread {
  readonly unread: string
}

const card = { Capture: 'payment-card-number' }
const refused = { type: 'payment-refused' }

/** By field, what is done with it. */
export const useOf: Readonly<Record<CallbackField, Read | Unread>> = {
  AccountSid: {
    unread:
      'read by the verifier: whose signature and session it may be; see ' +
      '`test/journeys/merchants/never-mixed.test.ts`',
  },
  Sid: {
    unread:
      'read by the handler: which Payments resource it is about; see ' +
      '`test/unit/domain/machine/matrix.test.ts`',
  },
  CallSid: { unread: 'not read: of two legs it is the parent, so no way to find a session' },
  DateCreated: { unread: 'not read' },
  DateUpdated: { unread: 'not read: order is told by steps of our own' },
  PaymentConnector: { unread: 'not read' },
  PaymentMethod: { unread: 'not read' },
  TokenType: { unread: 'not read' },
  ChargeAmount: { unread: 'not read: the amount is what the session says' },
  BankAccountType: { unread: 'not read' },
  BankRoutingNumber: { unread: 'counted while it is keyed, and never kept' },
  ExpirationDate: { unread: 'counted while it is keyed, and never kept' },
  SecurityCode: { unread: 'counted while it is keyed, and never kept' },
  PaymentCardPostalCode: { unread: 'counted while it is keyed, and never kept' },
  PaymentError: { unread: 'not read: words, which may quote what was keyed' },
  ConnectorError: { unread: 'not read: words of the processor' },
  Capture: {
    use: 'which field it is about',
    beside: {},
    value: 'postal-code',
    makes: { type: 'field-captured', field: 'postal-code' },
  },
  Required: {
    use: 'a field that it names is not done yet',
    beside: card,
    value: 'payment-card-number,expiration-date',
    makes: { kind: 'nothing' },
  },
  PartialResult: {
    use: 'only "true" means that keys still come',
    beside: { ...card, PaymentCardNumber: 'xxx' },
    value: 'true',
    makes: { kind: 'progress', digits: 3 },
  },
  PaymentCardNumber: {
    use: 'its last four digits are kept, to be shown',
    beside: card,
    value: 'xxxxxxxxxxxx1948',
    makes: { card: { lastFour: '1948' } },
  },
  PaymentCardType: {
    use: 'kept, to be shown, and to ask Amex for four digits',
    beside: card,
    value: 'amex',
    makes: { card: { brand: 'amex' } },
  },
  BankAccountNumber: {
    use: 'its length and last two digits are kept, to be shown, and to compare two entries',
    beside: { Capture: 'bank-account-number' },
    value: '*******92',
    makes: { bankAccount: { lastTwo: '92', digits: 9 } },
  },
  ErrorType: {
    use: 'why an entry was not taken, or the payment not opened',
    beside: card,
    value: 'invalid-card-type',
    makes: { type: 'field-rejected', error: 'invalid-card-type' },
  },
  Result: {
    use: 'how the payment ended',
    beside: {},
    value: 'caller-hung-up',
    makes: { type: 'payment-ended', reason: 'caller-hung-up' },
  },
  PaymentConfirmationCode: {
    use: 'kept, and told to the caller',
    beside: { Result: 'success' },
    value: 'ch_7Yx',
    makes: { type: 'payment-succeeded', confirmationCode: 'ch_7Yx' },
  },
  PaymentToken: {
    use: 'sealed; only the token route opens it',
    beside: { Result: 'success' },
    value: 'tok_7',
    makes: { type: 'payment-succeeded', sealedToken: 'sealed tok_7 and nothing' },
  },
  ProfileId: {
    use: 'sealed; only the token route opens it',
    beside: { Result: 'success' },
    value: 'cus_9',
    makes: { type: 'payment-succeeded', sealedToken: 'sealed nothing and cus_9' },
  },
  PayErrorCode: {
    use: 'decides what is known about the money, and is told to the client',
    beside: { Result: 'payment-connector-error' },
    value: '64012',
    makes: { ...refused, verdict: 'declined', twilioCode: 64012 },
  },
}
