import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exponentOf } from '../../../../lambda/domain/values/currencies.ts'
import { formatAmount, type Money, parseMoney } from '../../../../lambda/domain/values/money.ts'

function parsed(amount: string, currency: string): Money {
  const money = parseMoney(amount, currency)
  if (typeof money === 'string') throw new Error(`${amount} ${currency} is ${money}.`)
  return money
}

describe('an amount', () => {
  test.each([
    ['42.50', 'USD', 4_250],
    ['42.5', 'USD', 4_250],
    ['42', 'USD', 4_200],
    ['0.01', 'EUR', 1],
    ['0', 'USD', 0],
    ['0.1', 'USD', 10],
    ['4250', 'JPY', 4_250],
    ['4.25', 'KWD', 4_250],
    ['4.251', 'KWD', 4_251],
    ['999999.99', 'USD', 99_999_999],
    ['999999.999', 'BHD', 999_999_999],
  ] as const)('%s %s is %i minor units', (amount, currency, amountMinor) => {
    expect(parseMoney(amount, currency)).toEqual({ amountMinor, currency })
  })

  test.each([
    '',
    ' ',
    ' 1',
    '1 ',
    '1\n',
    '01',
    '00',
    '1.',
    '.5',
    '+1',
    '-1',
    '-0',
    '1e21',
    '1e2',
    'NaN',
    'Infinity',
    '0x10',
    '1,000.00',
    '1.000,00',
    '1,5',
    '0.1+0.2',
    '1.2.3',
    '$1',
    '１２',
    '१',
    '1.23456',
  ])('written %j is not a decimal', (amount) => {
    expect(parseMoney(amount, 'USD')).toBe('not-a-decimal')
  })

  test.each([
    ['1.5', 'JPY'],
    ['1.0', 'JPY'],
    ['1.234', 'USD'],
    ['1.000', 'EUR'],
    ['1.2345', 'KWD'],
  ])('%s has more decimals than %s', (amount, currency) => {
    expect(parseMoney(amount, currency)).toBe('too-many-decimals')
  })

  test.each(['1000000', '1000000.00', '9999999'])('%s is more than Twilio takes', (amount) => {
    expect(parseMoney(amount, 'USD')).toBe('too-large')
  })

  test.each(['usd', 'US', 'XXX', 'XAU', 'USDT', '', '__proto__', 'constructor', 'USD '])(
    'in %j is in no currency',
    (currency) => {
      expect(parseMoney('1', currency)).toBe('unknown-currency')
    },
  )
})

describe('currencies', () => {
  test.each([
    ['USD', 2],
    ['EUR', 2],
    ['JPY', 0],
    ['KRW', 0],
    ['ISK', 0],
    ['KWD', 3],
    ['TND', 3],
    ['HUF', 2],
    ['CLP', 0],
    ['VND', 0],
    ['UGX', 0],
    ['PYG', 0],
    ['XOF', 0],
    ['RWF', 0],
  ])('%s has %i decimals', (currency, decimals) => {
    expect(exponentOf(currency)).toBe(decimals)
  })

  test('of none or three decimals are so by the word of the runtime, too', () => {
    const decimalsOf = (currency: string) =>
      new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
        .maximumFractionDigits
    const kept = Intl.supportedValuesOf('currency').filter((code) => exponentOf(code) !== undefined)

    // Two decimals prove nothing here: the runtime rounds some currencies as people do.
    const odd = kept.filter((code) => exponentOf(code) !== 2 && code !== 'IQD')
    const three = kept.filter((code) => decimalsOf(code) === 3)

    expect(kept.length).toBeGreaterThan(140)
    expect(odd.filter((code) => exponentOf(code) !== decimalsOf(code))).toEqual([])
    expect(three.filter((code) => exponentOf(code) !== 3)).toEqual([])
  })
})

test('what is parsed is written with all its decimals, and is the same amount', () => {
  const currency = fc.constantFrom(['JPY', 0] as const, ['USD', 2] as const, ['KWD', 3] as const)
  const whole = fc.integer({ min: 0, max: 999_999 })
  const decimals = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 3 })

  fc.assert(
    fc.property(currency, whole, decimals, ([code, exponent], major, digits) => {
      const given = digits.slice(0, exponent).join('')
      const written = `${major}${given === '' ? '' : `.${given}`}`
      const full = `${major}.${given.padEnd(exponent, '0')}`.replace(/\.$/, '')

      const money = parsed(written, code)

      expect(formatAmount(money)).toBe(full)
      expect(Number.isSafeInteger(money.amountMinor)).toBe(true)
      expect(money.amountMinor).toBe(Number(full.replace('.', '')))
    }),
  )
})
