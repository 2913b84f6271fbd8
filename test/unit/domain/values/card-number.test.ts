import { expect, test } from 'vitest'
import { hasCardNumber, withoutCardNumber } from '../../../../lambda/domain/values/card-number.ts'

/** Test numbers that the card schemes publish. */
const numbers = ['4111111111111111', '5555555555554444', '378282246310005', '6771798021000008']

test.each(numbers)('%s is a card number, in any usual writing', (number) => {
  const written = [
    number,
    number.replace(/(.{4})/g, '$1 ').trim(),
    number.replace(/(.{4})/g, '$1-'),
  ]

  for (const text of written) expect(hasCardNumber(`paid with ${text}.`)).toBe(true)
})

test.each(['INV-1001', '2026-11-23', '+1 202 555 0142', '4111111111111112', 'ch_3Nx8', ''])(
  '%j is none',
  (text) => {
    expect(hasCardNumber(text)).toBe(false)
    expect(withoutCardNumber(text)).toBe(text)
  },
)

/** Right by the check digit: a card's number with one more digit, and one that nobody issues. */
test.each(['41111111111111113', '14111111111111110', '9000000000000001'])(
  '%s is somebody’s order number',
  (text) => {
    expect(hasCardNumber(text)).toBe(false)
  },
)

test('of a card number only the last four digits are left', () => {
  expect(withoutCardNumber('auth 4111111111111111 ok')).toBe('auth …1111 ok')
})
