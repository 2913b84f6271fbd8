import { describe, expect, test } from 'vitest'
import { readCallback } from '../../../../lambda/http/twilio/callback-parameters.ts'
import { aPaymentSid, NOON } from '../../../support/a-session.ts'

const from = { attempt: 1, step: 4, paymentSid: aPaymentSid() }

/** What every callback carries, as it was seen. */
const common = {
  AccountSid: 'AC00000000000000000000000000000001',
  CallSid: 'CA00000000000000000000000000000001',
  Sid: aPaymentSid(),
  PaymentMethod: 'credit-card',
  DateUpdated: '2026-11-23T12:00:00.000Z',
}

/** The event in the callback, or what else it is. */
function readOf(parameters: Readonly<Record<string, string>>) {
  const callback = readCallback(new Map(Object.entries({ ...common, ...parameters })), from)
  return callback.kind === 'event' ? callback.event(NOON) : callback
}

const card = {
  Capture: 'payment-card-number',
  PaymentCardNumber: 'xxxxxxxxxxxx1111',
  PaymentCardType: 'visa',
  Required: 'expiration-date,security-code,postal-code',
}

describe('a callback about no field', () => {
  test.each([{}, { Capture: '' }, { Result: '' }, { Capture: '', Result: '', Required: '' }])(
    'says that the payment is open: %o',
    (parameters) => {
      expect(readOf(parameters)).toEqual({ type: 'payment-opened', at: NOON, ...from })
    },
  )
})

describe('a field that is being keyed', () => {
  test.each([
    { keyed: '', digits: 0 },
    { keyed: 'x', digits: 1 },
    { keyed: 'xxxxxxxxxxx', digits: 11 },
  ])('has $digits digits so far', ({ keyed, digits }) => {
    const parameters = { ...card, PaymentCardNumber: keyed, PartialResult: 'true' }

    expect(readOf(parameters)).toEqual({ kind: 'progress', field: 'payment-card-number', digits })
  })
})

describe('a field that was captured', () => {
  const captured = {
    type: 'field-captured',
    field: 'payment-card-number',
    card: { brand: 'visa', lastFour: '1111' },
  }

  test.each([
    { how: 'without PartialResult', more: {} },
    { how: 'with PartialResult as documented', more: { PartialResult: 'false' } },
    { how: 'with PartialResult blank', more: { PartialResult: '' } },
    { how: 'with an ErrorType that is blank', more: { ErrorType: '' } },
    { how: 'with spaces in Required', more: { Required: 'expiration-date, security-code' } },
    { how: 'with Required as documented', more: { Required: 'ExpirationDate, SecurityCode' } },
    { how: 'with nothing more required', more: { Required: '' } },
    { how: 'with dashes in the mask', more: { PaymentCardNumber: 'xxxx-xxxx-xxxx-1111' } },
    { how: 'with stars in the mask', more: { PaymentCardNumber: '************1111' } },
    { how: 'with fields of tomorrow', more: { Wallet: 'x', PaymentCardLabel: 'y' } },
  ])('is recognised $how', ({ more }) => {
    expect(readOf({ ...card, ...more })).toMatchObject(captured)
  })

  test('may leave out what is required', () => {
    const { Required: _required, ...without } = card

    expect(readOf(without)).toMatchObject(captured)
  })

  test.each([
    { field: 'expiration-date', parameter: 'ExpirationDate', entry: '1225' },
    { field: 'security-code', parameter: 'SecurityCode', entry: 'xxx' },
    { field: 'postal-code', parameter: 'PaymentCardPostalCode', entry: '94109' },
  ])('keeps nothing of the $field', ({ field, parameter, entry }) => {
    const event = readOf({ Capture: field, [parameter]: entry, Required: '' })

    expect(event).toEqual({
      type: 'field-captured',
      at: NOON,
      ...from,
      field,
      card: null,
      bankAccount: null,
      stillRequired: false,
    })
  })

  test.each([
    { parameters: { PaymentCardType: '' }, kept: { brand: 'unknown', lastFour: '1111' } },
    { parameters: { PaymentCardType: 'VISA 4111' }, kept: { brand: 'unknown' } },
    { parameters: { PaymentCardNumber: 'xxxxxxxxxxxxxxxx' }, kept: { lastFour: '' } },
    { parameters: { PaymentCardNumber: '4111111111111111' }, kept: { lastFour: '1111' } },
  ])('keeps of a card no more than may be shown: $parameters', ({ parameters, kept }) => {
    expect(readOf({ ...card, ...parameters })).toMatchObject({ card: kept })
  })
})

describe('a bank account that was captured', () => {
  const account = { Capture: 'bank-account-number', Required: '' }

  test.each([
    { mask: '*******92', kept: { lastTwo: '92', digits: 9 } },
    { mask: 'xxxxxx78', kept: { lastTwo: '78', digits: 8 } },
    { mask: '', kept: null },
    { mask: '*********', kept: null },
    { mask: '123456792', kept: null },
  ])('keeps of $mask no more than may be shown', ({ mask, kept }) => {
    expect(readOf({ ...account, BankAccountNumber: mask })).toMatchObject({ bankAccount: kept })
  })

  test('keeps nothing of the routing number', () => {
    const event = readOf({ Capture: 'bank-routing-number', BankRoutingNumber: '121181976' })

    expect(JSON.stringify(event)).not.toContain('121181976')
  })
})

describe('a field that is still required', () => {
  test.each([
    'payment-card-number,expiration-date',
    'expiration-date, payment-card-number',
    'PaymentCardNumber',
    'ExpirationDate, PaymentCardNumber',
  ])('and of which nothing was keyed is not captured yet: %s', (Required) => {
    const nothingYet = { ...card, PaymentCardNumber: '', Required }

    expect(readOf(nothingYet)).toEqual({ kind: 'nothing' })
  })

  test.each([
    'payment-card-number,expiration-date',
    'expiration-date, payment-card-number',
    'PaymentCardNumber',
    'ExpirationDate, PaymentCardNumber',
  ])('is for the session to judge, once there is an entry: %s', (Required) => {
    expect(readOf({ ...card, Required })).toMatchObject({ stillRequired: true })
  })

  test.each([
    { Capture: 'payment-card-number', Required: 'PaymentCardNumberMatcher', still: false },
    { Capture: 'payment-card-number', Required: 'payment-card-number-matcher', still: false },
    { Capture: 'payment-card-number-matcher', Required: 'PaymentCardNumber', still: false },
    { Capture: 'payment-card-number-matcher', Required: 'PaymentCardNumberMatcher', still: true },
    { Capture: 'postal-code-matcher', Required: 'PaymentCardPostalCodeMatcher', still: true },
  ])('is not mixed up with its other entry: $Capture in $Required', (told) => {
    const { Capture, Required, still } = told
    const entries = { PaymentCardNumber: 'xxxxxxxxxxxx1111', PaymentCardPostalCode: '94109' }

    expect(readOf({ ...entries, Capture, Required })).toMatchObject({ stillRequired: still })
  })
})

describe('an entry that was refused', () => {
  test.each(['input-timeout', 'invalid-card-number', 'invalid-card-type'])(
    'carries why: %s',
    (ErrorType) => {
      expect(readOf({ ...card, ErrorType })).toEqual({
        type: 'field-rejected',
        at: NOON,
        ...from,
        field: 'payment-card-number',
        error: ErrorType,
      })
    },
  )

  test('for a reason of tomorrow is asked again', () => {
    expect(readOf({ ...card, ErrorType: 'card-too-shiny' })).toMatchObject({
      type: 'field-rejected',
      error: 'internal-error',
    })
  })
})

describe('a result', () => {
  test('of success carries its code; a token that is blank means nothing', () => {
    const success = { Result: 'success', PaymentConfirmationCode: 'ch_7Yx', PaymentToken: '' }

    expect(readOf({ ...success, SecurityCode: 'xxx', ExpirationDate: '1225' })).toEqual({
      type: 'payment-succeeded',
      at: NOON,
      ...from,
      confirmationCode: 'ch_7Yx',
      sealedToken: null,
    })
  })

  test('is not overlooked because a field is named, too', () => {
    expect(readOf({ ...card, Result: 'success', PaymentConfirmationCode: 'a' })).toMatchObject({
      type: 'payment-succeeded',
    })
  })

  test.each([
    { Result: 'caller-interrupted-with-star', reason: 'caller-interrupted' },
    { Result: 'caller-hung-up', reason: 'caller-hung-up' },
  ])('of $Result ends the payment', ({ Result, reason }) => {
    expect(readOf({ Result })).toMatchObject({ type: 'payment-ended', reason })
  })

  test('of a cancel is told; whether it was ours, the session knows', () => {
    expect(readOf({ Result: 'transaction-cancelled' })).toMatchObject({ type: 'payment-cancelled' })
  })

  test.each([
    { more: { PaymentToken: 'tok_7', ProfileId: '' }, token: ['tok_7', ''] },
    { more: { PaymentToken: '', ProfileId: 'cus_9' }, token: ['', 'cus_9'] },
    { more: { PaymentToken: 'tok_7', ProfileId: 'cus_9' }, token: ['tok_7', 'cus_9'] },
  ])('of a token keeps it apart from the event: $more', ({ more, token }) => {
    const given = new Map(Object.entries({ Result: 'success', ...more }))

    const callback = readCallback(given, from)

    const [paymentToken, profileId] = token
    expect(callback).toMatchObject({ kind: 'token', token: { paymentToken, profileId } })
    expect(callback.kind === 'token' && callback.event('sealed')(NOON)).toMatchObject({
      type: 'payment-succeeded',
      sealedToken: 'sealed',
    })
  })

  test.each([
    { more: { PayErrorCode: '64012' }, verdict: 'declined' },
    { more: { PayErrorCode: '64008', ConnectorError: 'duplicate' }, verdict: 'not-known' },
    { more: { PayErrorCode: '64008', ConnectorError: '' }, verdict: 'not-known' },
    { more: { PayErrorCode: '64004' }, verdict: 'not-charged' },
    { more: { PayErrorCode: '64002' }, verdict: 'not-known' },
    { more: { PayErrorCode: '' }, verdict: 'not-known' },
    { more: { PayErrorCode: 'none' }, verdict: 'not-known' },
    { more: {}, verdict: 'not-known' },
  ])('of a connector error with $more is $verdict', ({ more, verdict }) => {
    expect(readOf({ Result: 'payment-connector-error', ...more })).toMatchObject({
      type: 'payment-refused',
      verdict,
    })
  })

  test.each(['validation-error', 'internal-error', 'too-many-failed-attempts', 'of-tomorrow'])(
    'of %s, which says nothing about the money, is not known',
    (Result) => {
      expect(readOf({ Result })).toMatchObject({ type: 'payment-refused', verdict: 'not-known' })
    },
  )
})
