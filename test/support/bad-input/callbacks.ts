import fc from 'fast-check'
import { aPaymentSid, aSessionId } from '../a-session.ts'
import { oddText, strangeName } from './odd.ts'
import type { AnyRequest } from './requests.ts'

const fields = [
  'payment-card-number',
  'expiration-date',
  'security-code',
  'postal-code',
  'bank-routing-number',
  'bank-account-number',
  'bank-account-number-matcher',
  'toString',
]

const often = (values: readonly string[]) =>
  fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...values) }, { weight: 1, arbitrary: oddText })

/** Of every phase of a payment, each with what Twilio sends in it, and with what it never does. */
const parameters: Readonly<Record<string, fc.Arbitrary<string>>> = {
  Capture: often(fields),
  PartialResult: often(['true', 'false', '']),
  Required: often(['', 'ExpirationDate, SecurityCode', 'expiration-date', ',,,']),
  ErrorType: often(['input-timeout', 'invalid-card-number', 'session-in-progress', 'toString']),
  Result: often([
    'success',
    'payment-connector-error',
    'caller-interrupted-with-star',
    'caller-hung-up',
    'transaction-cancelled',
    'validation-error',
    'too-many-failed-attempts',
  ]),
  PayErrorCode: often(['64012', '64020', '0', '-1', '1e3', '99999999', 'NaN', '']),
  PaymentConfirmationCode: often(['ch_1', '', '4111111111111111', '\u{1f4a9}'.repeat(64)]),
  PaymentToken: often(['tok_1', '', '4111111111111111', 'x'.repeat(2_000)]),
  ProfileId: often(['', 'cus_1']),
  PaymentCardNumber: often(['xxxxxxxxxxxx1111', '4111111111111111', 'x', '']),
  PaymentCardType: often(['visa', 'amex', 'VISA', '']),
  ExpirationDate: often(['1228', '']),
  SecurityCode: often(['xxx', '']),
  PaymentCardPostalCode: often(['90210', '']),
  BankRoutingNumber: often(['121000358']),
  BankAccountNumber: often(['*******92', '92', '']),
}

const phases: readonly (readonly string[])[] = [
  [],
  ['Capture', 'PartialResult', 'PaymentCardNumber', 'BankAccountNumber'],
  ['Capture', 'Required', 'PaymentCardNumber', 'PaymentCardType', 'BankAccountNumber'],
  ['Capture', 'ErrorType'],
  ['ErrorType'],
  ['Result', 'PaymentConfirmationCode', 'PaymentToken', 'ProfileId', 'PaymentCardNumber'],
  ['Result', 'PayErrorCode'],
  Object.keys(parameters),
]

const inPhase = fc
  .constantFrom(...phases)
  .chain((names) =>
    fc.tuple(...names.map((name) => fc.tuple(fc.constant(name), parameters[name] ?? oddText))),
  )

const strangers = fc.oneof(
  { weight: 6, arbitrary: fc.constant([]) },
  { weight: 2, arbitrary: fc.array(fc.tuple(strangeName, oddText), { maxLength: 8 }) },
  {
    weight: 1,
    arbitrary: fc.constant(
      Array.from({ length: 2_500 }, (_, n): [string, string] => [`n${n}`, '']),
    ),
  },
)

const sids = often([aPaymentSid(), aPaymentSid(), aPaymentSid(), aPaymentSid(2), '', 'PK1'])

/** What no seal of ours says, and what it does: of which attempt and step. */
const paths = fc.record({
  sessionId: often([aSessionId(101), aSessionId(101), aSessionId(102), aSessionId(999)]),
  attempt: often(['1', '1', '1', '2', '-1', '1e3', '']),
  step: often(['1', '2', '3', '4', '5', '-1', 'NaN', '']),
  seal: oddText,
})

/** A callback with anything in it; every tenth name is said twice. */
export const anyCallback: fc.Arbitrary<AnyRequest> = fc
  .tuple(paths, sids, inPhase, strangers, fc.nat(9))
  .map(([pathParameters, sid, named, strange, repeated]) => {
    const twice = repeated === 0 ? named : []
    const pairs: [string, string][] = [['Sid', sid], ...named, ...strange, ...twice]
    const body = Buffer.from(new URLSearchParams(pairs).toString()).toString('base64')
    return { route: 'receive-callback', event: { pathParameters, body, isBase64Encoded: true } }
  })
