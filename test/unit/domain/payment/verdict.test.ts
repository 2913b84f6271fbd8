import { describe, expect, test } from 'vitest'
import {
  fieldsKeyedTwice,
  fieldsOfBankAccount,
  fieldsOfCard,
} from '../../../../lambda/domain/payment/asked-fields.ts'
import {
  captureErrors,
  parseCaptureError,
} from '../../../../lambda/domain/payment/capture-errors.ts'
import { captureFields, isCaptureField } from '../../../../lambda/domain/payment/capture-fields.ts'
import { methodOf } from '../../../../lambda/domain/payment/payment-method.ts'
import { verdictOf } from '../../../../lambda/domain/payment/verdict.ts'

describe('a code of Twilio’s about a payment', () => {
  test.each([64012, 64022, 64023])('%i is a decline', (payErrorCode) => {
    expect(verdictOf(payErrorCode)).toBe('declined')
  })

  test.each([
    64003, 64004, 64005, 64006, 64007, 64009, 64011, 64013, 64014, 64015, 64017, 64019, 64020,
    64024,
  ])('%i never became a charge', (payErrorCode) => {
    expect(verdictOf(payErrorCode)).toBe('not-charged')
  })

  test.each([64002, 64008, 64010, 64016, 64018, 64999, 0, -1, 20404])(
    '%i says nothing about the money',
    (payErrorCode) => {
      expect(verdictOf(payErrorCode)).toBe('not-known')
    },
  )

  test('that is missing says nothing about the money', () => {
    expect(verdictOf(null)).toBe('not-known')
  })
})

describe('the fields of a card', () => {
  test.each([
    { securityCode: true, postalCode: true, more: ['security-code', 'postal-code'] },
    { securityCode: true, postalCode: false, more: ['security-code'] },
    { securityCode: false, postalCode: true, more: ['postal-code'] },
    { securityCode: false, postalCode: false, more: [] },
  ])('are read off it in order, then $more', ({ securityCode, postalCode, more }) => {
    expect(fieldsOfCard({ securityCode, postalCode })).toEqual([
      'payment-card-number',
      'expiration-date',
      ...more,
    ])
  })

  test('have the names and parameters that Twilio gives them', () => {
    const parameters = Object.entries(captureFields).map(([name, { callbackParameter }]) => [
      name,
      callbackParameter,
    ])

    expect(parameters).toEqual([
      ['payment-card-number', 'PaymentCardNumber'],
      ['payment-card-number-matcher', 'PaymentCardNumber'],
      ['expiration-date', 'ExpirationDate'],
      ['expiration-date-matcher', 'ExpirationDate'],
      ['security-code', 'SecurityCode'],
      ['security-code-matcher', 'SecurityCode'],
      ['postal-code', 'PaymentCardPostalCode'],
      ['postal-code-matcher', 'PaymentCardPostalCode'],
      ['bank-routing-number', 'BankRoutingNumber'],
      ['bank-account-number', 'BankAccountNumber'],
      ['bank-account-number-matcher', 'BankAccountNumber'],
    ])
  })

  test('that are keyed twice have their second entry right behind the first', () => {
    const fields = fieldsOfCard({
      securityCode: true,
      postalCode: false,
      twice: ['security-code', 'payment-card-number', 'postal-code'],
    })

    expect(fields).toEqual([
      'payment-card-number',
      'payment-card-number-matcher',
      'expiration-date',
      'security-code',
      'security-code-matcher',
    ])
    expect(fieldsKeyedTwice(fields)).toEqual(['payment-card-number', 'security-code'])
    expect(methodOf({ fields })).toBe('credit-card')
  })

  test('of a bank account end with a second entry, which Twilio is not asked to compare', () => {
    expect(fieldsOfBankAccount.at(-1)).toBe('bank-account-number-matcher')
    expect(fieldsKeyedTwice(fieldsOfBankAccount)).toEqual([])
    expect(methodOf({ fields: fieldsOfBankAccount })).toBe('ach-debit')
  })

  test('are the only ones; names of every object’s parts are none', () => {
    const strange = ['toString', '__proto__', 'constructor', 'PaymentCardNumber', '']

    expect(strange.filter(isCaptureField)).toEqual([])
    expect(isCaptureField('postal-code')).toBe(true)
  })

  test('that vary in length end with the pound key', () => {
    const ending = Object.entries(captureFields).filter(([, { endsWithPound }]) => endsWithPound)

    expect(ending.map(([name]) => name)).toEqual([
      'postal-code',
      'postal-code-matcher',
      'bank-account-number',
      'bank-account-number-matcher',
    ])
  })
})

describe('an error of an entry', () => {
  test.each(captureErrors)('%s is known', (error) => {
    expect(parseCaptureError(error)).toBe(error)
  })

  test.each(['invalid-iban', '', 'INPUT-TIMEOUT', '4111111111111111'])(
    '%j, which is not known, asks again',
    (text) => {
      expect(parseCaptureError(text)).toBe('internal-error')
    },
  )
})
