import { expect, test } from 'vitest'
import { hasCardNumber, withoutCardNumber } from '../../../../lambda/domain/values/card-number.ts'

/** Test numbers that the card schemes publish. */
const numbers = [
  ...['4111111111111111', '4222222222222', '5555555555554444', '2223003122003222'],
  ...['378282246310005', '30569309025904', '36227206271667', '38520000023237'],
  ...['3530111333300000', '6011111111111117', '6200000000000005', '6771798021000008'],
  ...['5641821111166669'],
]

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

test.each([
  '7 4111111111111111',
  'INV 12, 4111-1111-1111-1111, 12/28',
  '4111 1111 1111 1111 123',
  '4111.1111.1111.1111',
  '4111  1111  1111  1111',
  '4111\u200b1111\u200b1111\u200b1111',
  '４１１１１１１１１１１１１１１１',
  '٤١١١ ١١١١ ١١١١ ١١١١',
  '𝟜𝟙𝟙𝟙𝟙𝟙𝟙𝟙𝟙𝟙𝟙𝟙𝟙𝟙𝟙𝟙',
])('is found whatever stands beside or between its digits, in any script: %s', (text) => {
  expect(hasCardNumber(text)).toBe(true)
  expect(withoutCardNumber(text)).not.toMatch(/(\p{Nd}\P{L}{0,2}){12}/u)
})

test.each([
  '2026-11-23 12:00:00',
  'INV-2026-000123 / 4711 / 0815',
  '4111a1111b1111c1111',
  '4111 --- 1111 --- 1111 --- 1111',
])('is not made of numbers that do not belong together: %s', (text) => {
  expect(hasCardNumber(text)).toBe(false)
})

/** Right by the check digit: a card's number with one more digit, and one that nobody issues. */
test.each(['41111111111111113', '14111111111111110', '9000000000000001'])(
  '%s is somebody’s order number',
  (text) => {
    expect(hasCardNumber(text)).toBe(false)
  },
)

test.each(['4000000000000000006', '6304123456789012347'])(
  '%s is one of the longest, and is found',
  (number) => {
    expect(hasCardNumber(number)).toBe(true)
    expect(hasCardNumber(number.replace(/(.{4})/g, '$1 '))).toBe(true)
  },
)

test('of a card number only the last four digits are left', () => {
  expect(withoutCardNumber('auth 4111111111111111 ok')).toBe('auth …1111 ok')
  expect(withoutCardNumber('7 4111 1111 1111 1111 or 378282246310005.')).toBe('7 …1111 or …0005.')
  expect(withoutCardNumber('4111-1111-1111-11-11')).toBe('…1111')
  expect(withoutCardNumber('4111111111111111, 12/28')).toBe('…1111, 12/28')
  expect(withoutCardNumber('4111111111111111 378282246310005')).toBe('…1111 …0005')
})
