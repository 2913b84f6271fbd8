import { describe, expect, test } from 'vitest'
import {
  allCaptureFields,
  captureFields,
  parseTwilioCapture,
} from '../../../../lambda/domain/payment/capture-fields.ts'
import { createOptions } from '../../../../lambda/domain/payment/create-options.ts'
import { methodOf } from '../../../../lambda/domain/payment/payment-method.ts'
import { isInFlight } from '../../../../lambda/domain/session/client-key.ts'
import { formatAmount, parseMoney } from '../../../../lambda/domain/values/money.ts'
import { parseEpochMs } from '../../../../lambda/domain/values/time.ts'
import { sessionIn } from '../../../support/sessions-in.ts'

const repeated = allCaptureFields.filter((field) => captureFields[field].repeats !== null)

describe('a second entry', () => {
  test('there is one of each field of a card, and of an account', () => {
    expect(repeated).toHaveLength(5)
  })

  test.each(repeated)('%s is like its first, and comes after it', (field) => {
    const { repeats, ...row } = captureFields[field]
    const first = allCaptureFields.find((other) => other === repeats)
    if (first === undefined) throw new Error(`${field} repeats nothing.`)

    expect(row).toEqual({ ...captureFields[first], repeats: undefined, after: first })
  })

  test('of an account is no name of Twilio’s, whose own are taken', () => {
    expect(parseTwilioCapture('bank-account-number-matcher')).toBeNull()
    expect(parseTwilioCapture('postal-code-matcher')).toBe('postal-code-matcher')
  })
})

test('a payment is by card unless an account is asked for', () => {
  expect(methodOf({ fields: [] })).toBe('credit-card')
  expect(methodOf({ fields: ['bank-routing-number', 'bank-account-number'] })).toBe('ach-debit')
})

describe('an option', () => {
  test('goes to Twilio by the name that Twilio has for it', () => {
    expect(Object.values(createOptions).map(({ parameter }) => parameter)).toEqual([
      'PaymentMethod',
      'BankAccountType',
      'TokenType',
      'Input',
      'Timeout',
      'MinPostalCodeLength',
      'ValidCardTypes',
      'Parameter',
      'Confirmation',
    ])
  })

  test.each(Object.entries(createOptions))('%s says what it must be', (_, { must }) => {
    expect(must).toMatch(/^be [a-z].{6,}/)
  })

  test('of a connector takes ten names and a hundred characters, and no more', () => {
    const names = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, n) => [`n${n}`, n]))
    const { canonical } = createOptions.parameter

    expect(canonical(names(10))).not.toBeNull()
    expect(canonical(names(11))).toBeNull()
    expect(canonical({ a: 'x'.repeat(100) })).not.toBeNull()
    expect(canonical({ a: 'x'.repeat(101) })).toBeNull()
    expect(canonical({ a: 1, 'not a name': 1 })).toBeNull()
    expect(canonical({ a: Number.NaN })).toBeNull()
    expect(canonical({ a: Number.POSITIVE_INFINITY })).toBeNull()
  })
})

test('a request for a session that has ended is not in flight, whatever is still owed', () => {
  const receipt = { status: 'cancelled', attempt: 1, step: 5, outcome: 'accepted' } as const

  expect(isInFlight(sessionIn('cancelled'), receipt)).toBe(false)
})

test('few cents are written with the zeros before them', () => {
  const money = parseMoney('0.05', 'USD')
  if (typeof money === 'string') throw new Error(money)

  expect(formatAmount(money)).toBe('0.05')
})

test('a time that is none is told as it is', () => {
  expect(() => parseEpochMs(1.5)).toThrow('1.5')
})
