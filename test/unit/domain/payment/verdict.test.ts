import { describe, expect, test } from 'vitest'
import {
  captureErrors,
  parseCaptureError,
} from '../../../../lambda/domain/payment/capture-errors.ts'
import {
  captureFields,
  fieldsOfCard,
  isCaptureField,
} from '../../../../lambda/domain/payment/capture-fields.ts'
import { verdictOf } from '../../../../lambda/domain/payment/verdict.ts'

describe('a code of Twilio’s about a payment', () => {
  test.each([64012, 64022, 64023])('%i is a decline', (payErrorCode) => {
    expect(verdictOf(payErrorCode)).toBe('declined')
  })

  test.each([64003, 64004, 64005, 64006, 64007, 64009, 64011, 64013, 64014, 64015, 64017, 64024])(
    '%i never became a charge',
    (payErrorCode) => {
      expect(verdictOf(payErrorCode)).toBe('not-charged')
    },
  )

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
      ['expiration-date', 'ExpirationDate'],
      ['security-code', 'SecurityCode'],
      ['postal-code', 'PaymentCardPostalCode'],
    ])
  })

  test('are the only ones; names of every object’s parts are none', () => {
    const strange = ['toString', '__proto__', 'constructor', 'PaymentCardNumber', '']

    expect(strange.filter(isCaptureField)).toEqual([])
    expect(isCaptureField('postal-code')).toBe(true)
  })

  test('that vary in length end with the pound key', () => {
    const ending = Object.entries(captureFields).filter(([, { endsWithPound }]) => endsWithPound)

    expect(ending.map(([name]) => name)).toEqual(['postal-code'])
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
