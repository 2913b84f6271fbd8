import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createOptions, isCreateOption } from '../../../../lambda/domain/payment/create-options.ts'

const { timeout, minPostalCodeLength, validCardTypes, parameter } = createOptions

describe('an option of a payment', () => {
  test.each([
    { row: timeout, good: [1, 600, '1', '600'], bad: [0, 601, '0', '5s', 1.5, -1, '', '05', null] },
    { row: minPostalCodeLength, good: [1, 10, '5'], bad: [0, 11, 'five', true, {}] },
    {
      row: validCardTypes,
      good: ['visa', 'visa mastercard amex', 'diners-club enroute optima jcb'],
      bad: ['', 'Visa', 'visa,amex', 'visa  amex', 'visa visa', 'unionpay', 4, ['visa']],
    },
    {
      row: parameter,
      good: [{ AVSName: 'A B' }, '{"a":1,"b":true}'],
      bad: ['{}', {}, [], '[1]', 'x', null, { a: { b: 1 } }, { a: null }, { 'a b': 1 }],
    },
  ])('$row.parameter is taken as documented, and not otherwise', ({ row, good, bad }) => {
    expect(good.map((value) => row.canonical(value)).filter((text) => text === null)).toEqual([])
    expect(bad.map((value) => row.canonical(value)).filter((text) => text !== null)).toEqual([])
  })

  test('goes out as Twilio writes it', () => {
    expect(timeout.canonical(12)).toBe('12')
    expect(validCardTypes.canonical('amex visa')).toBe('amex visa')
    expect(parameter.canonical(' { "AVSName" : "A B" } ')).toBe('{"AVSName":"A B"}')
  })

  test('for the connector holds no card number, and is bounded', () => {
    const many = Object.fromEntries(Array.from({ length: 11 }, (_, n) => [`n${n}`, n]))

    expect(parameter.canonical({ note: '4111111111111111' })).toBeNull()
    expect(parameter.canonical({ note: 'x'.repeat(101) })).toBeNull()
    expect(parameter.canonical(many)).toBeNull()
  })

  test('for the connector is kept as it was sent, or not taken', () => {
    // One more than the largest whole number that JSON keeps here, and what it would become.
    expect(parameter.canonical('{"account":9007199254740993}')).toBeNull()
    expect(parameter.canonical('{"account":9007199254740991,"rate":0.5}')).toBe(
      '{"account":9007199254740991,"rate":0.5}',
    )
    expect(parameter.canonical({ note: '4111\n1111\n1111\n1111' })).toBeNull()
  })

  test('for the connector is one text, in whatever order its names come', () => {
    expect(parameter.canonical({ b: 1, a: 2 })).toBe(parameter.canonical('{"a":2,"b":1}'))
  })

  test('is text that is taken again, or nothing, whatever is sent', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        for (const { canonical } of Object.values(createOptions)) {
          const text = canonical(value)
          if (text !== null) expect(canonical(text)).toBe(text)
        }
      }),
    )
  })

  test('is known by its own name only', () => {
    expect(['timeout', 'parameter'].every(isCreateOption)).toBe(true)
    expect(['Timeout', 'toString', '__proto__'].some(isCreateOption)).toBe(false)
  })
})
