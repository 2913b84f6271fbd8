import { describe, expect, test } from 'vitest'
import {
  parseStartBody,
  parseVoiceQuery,
  purchaseOf,
  termsOf,
} from '../../../../lambda/http/client/session-request.ts'
import { aCallSid } from '../../../support/a-session.ts'
import { problemOf } from '../../../support/http/problem-of.ts'

const least = {
  mode: 'assisted',
  callSid: aCallSid(),
  amount: '42.50',
  currency: 'USD',
  reference: 'INV-1001',
}

const wrongIn = (body: unknown) =>
  (problemOf(() => parseStartBody(body)).errors ?? []).map(({ field }) => field)

describe('the body of a start', () => {
  test('needs five members; the others have defaults', () => {
    expect(parseStartBody(least)).toEqual({
      mode: 'assisted',
      callSid: aCallSid(),
      purchase: {
        money: { amountMinor: 4_250, currency: 'USD' },
        reference: 'INV-1001',
        description: null,
      },
      terms: {
        fields: ['payment-card-number', 'expiration-date', 'security-code', 'postal-code'],
        language: 'en-US',
        returnUrl: null,
        merchant: 'default',
        paymentConnector: null,
        options: {},
      },
    })
  })

  test('can say everything', () => {
    const parsed = parseStartBody({
      ...least,
      mode: 'guided',
      description: 'Rent, May & June',
      language: 'en-US',
      returnUrl: 'https://ivr.example.com/next?a=1',
      securityCode: false,
      postalCode: 'false',
    })

    expect(parsed).toMatchObject({
      mode: 'guided',
      purchase: { description: 'Rent, May & June' },
      terms: {
        fields: ['payment-card-number', 'expiration-date'],
        returnUrl: 'https://ivr.example.com/next?a=1',
      },
    })
  })

  test('names every member that is missing', () => {
    expect(wrongIn({})).toEqual(['mode', 'callSid', 'reference', 'amount', 'currency'])
  })

  test('names every member that is wrong, and what it must be', () => {
    const wrong = {
      mode: 'auto',
      callSid: 'CA1',
      amount: 42.5,
      currency: 840,
      reference: ' a',
      description: '<b>',
      language: 'xx',
      returnUrl: 'ftp://example.com',
      securityCode: 'yes',
      postalCode: 1,
    }

    const { errors = [] } = problemOf(() => parseStartBody(wrong))

    expect(errors.map(({ field }) => field)).toEqual(Object.keys(wrong))
    expect(errors.filter(({ must }) => !/^be .{8,}/.test(must))).toEqual([])
  })

  test('has no other members', () => {
    expect(wrongIn({ ...least, statusCallback: 'https://evil.example.com' })).toEqual([
      'statusCallback',
    ])
  })

  test.each([null, 'text', 1, true])('%j is no object', (body) => {
    expect(wrongIn(body)).toEqual(['body'])
  })

  test.each([
    ['42.505', 'USD', 'amount'],
    ['42.50', 'JPY', 'amount'],
    ['1000000', 'USD', 'amount'],
    ['0', 'USD', 'amount'],
    ['0.00', 'USD', 'amount'],
    ['-1', 'USD', 'amount'],
    ['1e3', 'USD', 'amount'],
    ['1,000.00', 'USD', 'amount'],
    ['42.50', 'usd', 'currency'],
    ['42.50', 'XXX', 'currency'],
  ])('%s %s is no money, because of its %s', (amount, currency, field) => {
    expect(wrongIn({ ...least, amount, currency })).toEqual([field])
  })

  test.each(['INV 1001/a_b.c-#7', 'Ünïcode 漢字', 'a', 'x'.repeat(64)])(
    'takes the reference %s',
    (reference) => {
      expect(parseStartBody({ ...least, reference }).purchase.reference).toBe(reference)
    },
  )

  test.each(['', ' a', '-a', 'a<b', 'a"b', 'a\nb', 'a\u202eb', 'a\0b', 'x'.repeat(65)])(
    'does not take the reference %j',
    (reference) => {
      expect(wrongIn({ ...least, reference })).toEqual(['reference'])
    },
  )

  test.each([
    'javascript:alert(1)',
    '//example.com',
    '/next',
    'https://',
    `https://a/${'x'.repeat(1_000)}`,
    `https://a/${'ü'.repeat(500)}`,
    `https://a/?${'b&'.repeat(400)}`,
    'https://a/\u0001',
    'https://a/b c',
  ])('does not send a call to %j', (returnUrl) => {
    expect(wrongIn({ ...least, returnUrl })).toEqual(['returnUrl'])
  })

  test('names every wrong member at once, also what the amount and currency make of each other', () => {
    const wrong = { ...least, amount: '1.234', reference: '', tip: 1, fee: 2 }

    expect(wrongIn(wrong).sort()).toEqual(['amount', 'fee', 'reference', 'tip'])
  })

  test.each(['4111 1111 1111 1111', '4111-1111-1111-1111', 'Card 378282246310005'])(
    'takes no card number for words: %s',
    (words) => {
      expect(wrongIn({ ...least, reference: words, description: words })).toEqual([
        'reference',
        'description',
      ])
    },
  )

  test('makes no card number of two members, either', () => {
    expect(wrongIn({ ...least, reference: '4111 1111', description: '1111 1111' })).toEqual([
      'description',
    ])
  })

  test.each(['__proto__', 'constructor', 'prototype', 'toString'])(
    'has no member %s that would be passed over in silence',
    (name) => {
      const body: unknown = JSON.parse(JSON.stringify(least).replace('{', `{"${name}":1,`))

      expect(wrongIn(body)).toEqual([name])
    },
  )

  test.each([{}, { AVSName: '' }, { AVSName: ' ' }, { AVSName: 7 }, { Name: 'A' }])(
    'of a bank payment names the holder of the account, which %j does not',
    (parameter) => {
      expect(wrongIn({ ...least, paymentMethod: 'ach-debit', parameter })).toEqual(['parameter'])
    },
  )

  test('may choose options, and is told which of them is wrong', () => {
    const options = { timeout: 20, validCardTypes: 'visa', parameter: { AVSName: 'A' } }
    const { terms } = parseStartBody({ ...least, ...options, paymentConnector: 'Second' })

    expect(terms.paymentConnector).toBe('Second')
    expect(terms.options).toEqual({
      timeout: '20',
      validCardTypes: 'visa',
      parameter: '{"AVSName":"A"}',
    })
    const wrong = { timeout: 601, validCardTypes: 'cash', minPostalCodeLength: 0, parameter: [] }
    expect(wrongIn({ ...least, ...wrong, paymentConnector: '' }).sort()).toEqual([
      'minPostalCodeLength',
      'parameter',
      'paymentConnector',
      'timeout',
      'validCardTypes',
    ])
  })

  test('S38: cannot reach the prototype of anything', () => {
    const text = JSON.stringify(least).replace('{', '{"__proto__":{"polluted":true},')

    expect(wrongIn(JSON.parse(text))).toEqual(['__proto__'])
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })
})

describe('the merchant', () => {
  const known = new Map([
    ['default', {}],
    ['berlin', {}],
  ])
  const { mode: _mode, callSid: _callSid, ...query } = least

  test('is one that is configured', () => {
    expect(parseStartBody({ ...least, merchant: 'berlin' }, known).terms.merchant).toBe('berlin')
    expect(termsOf(parseVoiceQuery({ ...query, merchant: 'berlin' }, known)).merchant).toBe(
      'berlin',
    )
  })

  test.each(['paris', 'Berlin', '', 'constructor', 7, null])(
    'is named, beside whatever else is wrong, when it is %j; the others are not told',
    (merchant) => {
      const problem = problemOf(() => parseStartBody({ ...least, amount: '-1', merchant }, known))
      const inQuery = problemOf(() => parseVoiceQuery({ ...query, merchant: 'paris' }, known))

      expect(problem.errors).toContainEqual({
        field: 'merchant',
        must: 'be the name of a configured merchant',
      })
      expect(problem.errors?.map(({ field }) => field)).toContain('amount')
      expect(inQuery.errors?.map(({ field }) => field)).toEqual(['query.merchant'])
      expect(JSON.stringify([problem, inQuery])).not.toContain('berlin')
    },
  )
})

describe('the query of a voice URL', () => {
  const { mode: _mode, callSid: _callSid, ...query } = least

  test('says the same as a body', () => {
    const fields = parseVoiceQuery({ ...query, securityCode: 'false', postalCode: 'true' })

    expect(purchaseOf(fields).money?.amountMinor).toBe(4_250)
    expect(termsOf(fields).fields).toEqual([
      'payment-card-number',
      'expiration-date',
      'postal-code',
    ])
  })

  test('is named in its problems', () => {
    const { amount: _amount, ...without } = query

    const missing = problemOf(() => parseVoiceQuery(without))
    const wrong = problemOf(() => parseVoiceQuery({ ...query, amount: '1.234' }))

    expect(missing.errors?.map(({ field }) => field)).toEqual(['query.amount'])
    expect(wrong.errors?.map(({ field }) => field)).toEqual(['query.amount'])
  })
})
