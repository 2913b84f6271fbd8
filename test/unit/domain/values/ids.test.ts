import { describe, expect, test } from 'vitest'
import {
  parseCallSid,
  parsePaymentSid,
  parseSessionId,
} from '../../../../lambda/domain/values/ids.ts'
import { later, parseEpochMs } from '../../../../lambda/domain/values/time.ts'

const hex = '0123456789abcdefabcdef0123456789'

describe.each([
  { kind: 'a call', parse: parseCallSid, good: `CA${hex}` },
  { kind: 'a payment', parse: parsePaymentSid, good: `PK${hex}` },
  { kind: 'a session', parse: parseSessionId, good: 'ps_0123456789abcdefghjkmnpqrs' },
])('the id of $kind', ({ parse, good }) => {
  test('is taken as it is', () => {
    expect(parse(good)).toBe(good)
  })

  test.each([
    '',
    good.slice(1),
    good.slice(0, -1),
    `${good}0`,
    `${good}\n`,
    ` ${good}`,
    `${good.slice(0, -3)}../`,
    `${good.slice(0, -1)}ü`,
    `${good.slice(0, -1)}\0`,
    good.toLowerCase().replace(/^(..)/, 'xx'),
  ])('is not %j', (text) => {
    expect(parse(text)).toBeNull()
  })
})

test('the id of a call is the same one however its digits are written', () => {
  expect(parseCallSid(`CA${hex.toUpperCase()}`)).toBe(`CA${hex}`)
})

test('the id of a session has no letter that is mistaken for another', () => {
  const mistaken = ['i', 'l', 'o', 'u', 'A'].filter(
    (letter) => parseSessionId(`ps_${letter.repeat(26)}`) !== null,
  )

  expect(mistaken).toEqual([])
})

describe('a time', () => {
  test.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('is not %d', (value) => {
    expect(() => parseEpochMs(value)).toThrow(RangeError)
  })

  test('is whole milliseconds, and later by milliseconds', () => {
    expect(later(parseEpochMs(1_000), 250)).toBe(1_250)
    expect(parseEpochMs(0)).toBe(0)
  })
})
