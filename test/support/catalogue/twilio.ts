import type {
  PaymentBankAccountType,
  PaymentCapture,
  PaymentContextUpdateOptions,
  PaymentListInstanceCreateOptions,
  PaymentPaymentMethod,
  PaymentStatus,
  PaymentTokenType,
} from 'twilio/lib/rest/api/v2010/account/call/payment.js'

/**
 * All that Twilio documents of its Payments API, written down by hand from its pages; the official
 * client's types say whether a parameter or a value of one is missing here.
 * https://www.twilio.com/docs/voice/api/payment-resource, https://www.twilio.com/docs/voice/twiml/pay
 * and https://www.twilio.com/docs/api/errors (read 2026-11)
 */

/** The names of a type, all of them: one that is missing does not compile. */
const every = <Name extends string>(names: Readonly<Record<Name, true>>): readonly Name[] =>
  Object.keys(names).filter((name): name is Name => name in names)

export const createParameters = every<Capitalize<keyof PaymentListInstanceCreateOptions>>({
  IdempotencyKey: true,
  StatusCallback: true,
  BankAccountType: true,
  ChargeAmount: true,
  Currency: true,
  Description: true,
  Input: true,
  MinPostalCodeLength: true,
  Parameter: true,
  PaymentConnector: true,
  PaymentMethod: true,
  PostalCode: true,
  SecurityCode: true,
  Timeout: true,
  TokenType: true,
  ValidCardTypes: true,
  RequireMatchingInputs: true,
  Confirmation: true,
})
export type CreateParameter = (typeof createParameters)[number]

export const updateParameters = every<Capitalize<keyof PaymentContextUpdateOptions>>({
  IdempotencyKey: true,
  StatusCallback: true,
  Capture: true,
  Status: true,
})
export type UpdateParameter = (typeof updateParameters)[number]

export const captures = every<PaymentCapture>({
  'payment-card-number': true,
  'expiration-date': true,
  'security-code': true,
  'postal-code': true,
  'bank-routing-number': true,
  'bank-account-number': true,
  'payment-card-number-matcher': true,
  'expiration-date-matcher': true,
  'security-code-matcher': true,
  'postal-code-matcher': true,
})

export const statuses = every<PaymentStatus>({ complete: true, cancel: true })

/** The values of each parameter that has a list of them. */
export const parameterValues = {
  PaymentMethod: every<PaymentPaymentMethod>({ 'credit-card': true, 'ach-debit': true }),
  BankAccountType: every<PaymentBankAccountType>({
    'consumer-checking': true,
    'consumer-savings': true,
    'commercial-checking': true,
  }),
  TokenType: every<PaymentTokenType>({
    'one-time': true,
    reusable: true,
    'payment-method': true,
  }),
  Input: ['dtmf'],
  PostalCode: ['true', 'false'],
  SecurityCode: ['true', 'false'],
  Confirmation: ['true', 'false'],
  ValidCardTypes: [
    'visa',
    'mastercard',
    'amex',
    'maestro',
    'discover',
    'optima',
    'jcb',
    'diners-club',
    'enroute',
  ],
  RequireMatchingInputs: ['payment-card-number', 'expiration-date', 'security-code', 'postal-code'],
} as const satisfies Partial<Record<CreateParameter, readonly string[]>>

export const callbackFields = [
  'AccountSid',
  'CallSid',
  'Sid',
  'DateCreated',
  'DateUpdated',
  'PaymentConnector',
  'PaymentMethod',
  'TokenType',
  'ChargeAmount',
  'BankAccountType',
  'Capture',
  'Required',
  'PartialResult',
  'PaymentCardNumber',
  'PaymentCardType',
  'ExpirationDate',
  'SecurityCode',
  'PaymentCardPostalCode',
  'BankRoutingNumber',
  'BankAccountNumber',
  'ErrorType',
  'Result',
  'PaymentConfirmationCode',
  'PaymentToken',
  'ProfileId',
  'PaymentError',
  'PayErrorCode',
  'ConnectorError',
] as const
export type CallbackField = (typeof callbackFields)[number]

export const errorTypes = [
  'input-timeout',
  'invalid-card-number',
  'invalid-card-type',
  'invalid-date',
  'invalid-security-code',
  'invalid-postal-code',
  'invalid-bank-routing-number',
  'invalid-bank-account-number',
  'invalid-bank-account-type',
  'invalid-card-number-security-code-capture-sequence',
  'input-matching-failed',
  'session-in-progress',
  'internal-error',
] as const
export type ErrorType = (typeof errorTypes)[number]

export const results = [
  'success',
  'payment-connector-error',
  'caller-interrupted-with-star',
  'caller-hung-up',
  'validation-error',
  // Not documented, and seen in the field.
  'transaction-cancelled',
  // Of the verb <Pay>, whose callbacks are the same otherwise.
  'too-many-failed-attempts',
  'internal-error',
] as const
export type Result = (typeof results)[number]

export const payErrorCodes = [
  64001, 64002, 64003, 64004, 64005, 64006, 64007, 64008, 64009, 64010, 64011, 64012, 64013, 64014,
  64015, 64016, 64017, 64018, 64019, 64020, 64021, 64022, 64023, 64024,
] as const
export type PayErrorCode = (typeof payErrorCodes)[number]

/** Of the API as a whole, as far as Payments can meet them. */
export const generalErrorCodes = [20003, 20008, 20404, 20429, 21220] as const
export type GeneralErrorCode = (typeof generalErrorCodes)[number]
