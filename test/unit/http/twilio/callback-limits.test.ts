import { describe, expect, test } from 'vitest'
import { readCallback } from '../../../../lambda/http/twilio/callback-parameters.ts'
import type { PaymentToken } from '../../../../lambda/ports/token-vault.ts'
import { aPaymentSid, NOON } from '../../../support/a-session.ts'

const from = { attempt: 1, step: 4, paymentSid: aPaymentSid() }

function readOf(parameters: Readonly<Record<string, string>>) {
  const callback = readCallback(new Map(Object.entries(parameters)), from)
  return callback.kind === 'event' ? callback.event(NOON) : callback
}

function tokenOf(parameters: Readonly<Record<string, string>>): PaymentToken | null {
  const read = readOf({ Result: 'success', ...parameters })
  return 'kind' in read && read.kind === 'token' ? read.token : null
}

describe('a payment that was not opened', () => {
  test.each([
    { ErrorType: 'session-in-progress', reason: 'session-in-progress' },
    { ErrorType: 'of-tomorrow', reason: 'refused-by-twilio' },
  ])('because of $ErrorType is $reason', ({ ErrorType, reason }) => {
    expect(readOf({ ErrorType })).toEqual({ type: 'payment-not-opened', at: NOON, ...from, reason })
  })
})

test('a key of more to come is one however Twilio spells it, and no finished entry', () => {
  const said = { Capture: 'security-code', PartialResult: 'True', SecurityCode: 'xx' }

  expect(readOf(said)).toEqual({ kind: 'progress', field: 'security-code', digits: 2 })
})

describe('a payment that ended, or was called off, is told with its step:', () => {
  test.each([
    {
      Result: 'caller-interrupted-with-star',
      told: { type: 'payment-ended', reason: 'caller-interrupted' },
    },
    { Result: 'caller-hung-up', told: { type: 'payment-ended', reason: 'caller-hung-up' } },
    { Result: 'transaction-cancelled', told: { type: 'payment-cancelled' } },
  ])('$Result', ({ Result, told }) => {
    expect(readOf({ Result })).toEqual({ at: NOON, ...from, ...told })
  })
})

describe('of a card', () => {
  const cardOf = (told: Readonly<Record<string, string>>) =>
    readOf({ Capture: 'payment-card-number', ...told })

  test('of which nothing is told nothing is known', () => {
    expect(cardOf({})).toMatchObject({ card: { brand: 'unknown', lastFour: '' } })
  })

  test.each([
    { PaymentCardType: 'diners-club', brand: 'diners-club' },
    { PaymentCardType: 'abcdefghijklmnopqrst', brand: 'abcdefghijklmnopqrst' },
    { PaymentCardType: 'abcdefghijklmnopqrstu', brand: 'unknown' },
    { PaymentCardType: 'visa4111', brand: 'unknown' },
    { PaymentCardType: '4111visa', brand: 'unknown' },
  ])('that is of type $PaymentCardType the brand is $brand', ({ PaymentCardType, brand }) => {
    expect(cardOf({ PaymentCardType })).toMatchObject({ card: { brand } })
  })

  test.each([
    { PaymentCardNumber: 'x11', lastFour: '11' },
    { PaymentCardNumber: 'xx1234x', lastFour: '' },
    { PaymentCardNumber: '0005', lastFour: '0005' },
  ])('$PaymentCardNumber the last digits are “$lastFour”', ({ PaymentCardNumber, lastFour }) => {
    expect(cardOf({ PaymentCardNumber })).toMatchObject({ card: { lastFour } })
  })

  test('alone there are last digits, and of an account alone its mask', () => {
    const all = {
      PaymentCardNumber: 'xxxx1111',
      BankAccountNumber: '***92',
      BankRoutingNumber: '1',
    }

    expect(readOf({ ...all, Capture: 'security-code' })).toMatchObject({
      card: null,
      bankAccount: null,
    })
    expect(readOf({ ...all, Capture: 'payment-card-number' })).toMatchObject({ bankAccount: null })
    expect(readOf({ ...all, Capture: 'bank-account-number' })).toMatchObject({ card: null })
  })
})

describe('of a bank account', () => {
  test.each([
    { mask: `${'*'.repeat(30)}92`, kept: { lastTwo: '92', digits: 32 } },
    { mask: `${'*'.repeat(31)}92`, kept: null },
    { mask: '92', kept: null },
    { mask: '***992', kept: null },
    { mask: '***92*', kept: null },
    { mask: '1***92', kept: null },
  ])('$mask is taken for a mask, or not', ({ mask, kept }) => {
    const read = readOf({ Capture: 'bank-account-number', BankAccountNumber: mask })

    expect(read).toMatchObject({ bankAccount: kept })
  })

  test('of which nothing is told nothing is known', () => {
    expect(readOf({ Capture: 'bank-account-number' })).toMatchObject({ bankAccount: null })
  })
})

describe('what a processor gives', () => {
  test('as its code is cut after 100 characters, and may be missing', () => {
    const codeOf = (told: Readonly<Record<string, string>>) =>
      readOf({ Result: 'success', ...told })

    expect(codeOf({ PaymentConfirmationCode: 'a'.repeat(101) })).toMatchObject({
      confirmationCode: 'a'.repeat(100),
    })
    expect(codeOf({})).toMatchObject({ confirmationCode: '' })
  })

  test('as a token is cut after 1,024 characters', () => {
    const long = 'a'.repeat(1_025)

    expect(tokenOf({ PaymentToken: long, ProfileId: long })).toEqual({
      paymentToken: 'a'.repeat(1_024),
      profileId: 'a'.repeat(1_024),
    })
  })

  test('as a token is none of the numbers that were keyed', () => {
    const card = { PaymentMethod: 'credit-card', PaymentCardNumber: 'xxxxxxxxxxxx1111' }
    const account = { PaymentMethod: 'ach-debit', BankAccountNumber: '*******89' }
    const tokens = { PaymentToken: '4111111111111111', ProfileId: '123456789' }

    expect(tokenOf({ ...card, ...tokens })).toEqual({
      paymentToken: '…1111',
      profileId: '123456789',
    })
    expect(tokenOf({ ...account, ...tokens })).toEqual({
      paymentToken: '4111111111111111',
      profileId: '…89',
    })
  })

  test('as a token for an account that nobody shows is kept as it is', () => {
    const tokens = { PaymentToken: '4111111111111111', ProfileId: '' }

    expect(tokenOf({ PaymentMethod: 'ach-debit', ...tokens })).toEqual({
      paymentToken: '4111111111111111',
      profileId: '',
    })
  })

  test.each([
    { PayErrorCode: '64012', twilioCode: 64012 },
    { PayErrorCode: '999999', twilioCode: 999_999 },
    { PayErrorCode: '1000000', twilioCode: null },
    { PayErrorCode: '-64012', twilioCode: null },
    { PayErrorCode: '64012.5', twilioCode: null },
    { PayErrorCode: '', twilioCode: null },
    { PayErrorCode: 'none', twilioCode: null },
  ])('as the code “$PayErrorCode” is kept as $twilioCode', ({ PayErrorCode, twilioCode }) => {
    expect(readOf({ Result: 'payment-connector-error', PayErrorCode })).toMatchObject({
      type: 'payment-refused',
      twilioCode,
    })
  })

  test('as no code at all is no code', () => {
    expect(readOf({ Result: 'payment-connector-error' })).toMatchObject({ twilioCode: null })
  })
})

test('a field that is not keyed yet has no digits, and one that nothing is told of is captured', () => {
  expect(readOf({ Capture: 'security-code', PartialResult: 'true' })).toEqual({
    kind: 'progress',
    field: 'security-code',
    digits: 0,
  })
  expect(readOf({ Capture: 'security-code' })).toMatchObject({
    type: 'field-captured',
    stillRequired: false,
  })
  expect(readOf({ Capture: 'security-code', Required: 'security-code' })).toEqual({
    kind: 'nothing',
  })
})
