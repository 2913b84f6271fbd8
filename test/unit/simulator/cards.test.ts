import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cardTypeOf, isCardNumber } from '../../../local/twilio/payments/fields/card-types.ts'
import { testCards } from '../../../local/twilio/processor/test-cards.ts'

test.each(testCards)('the test card $number is a valid $cardType', ({ number, cardType }) => {
  expect([isCardNumber(number), cardTypeOf(number)]).toEqual([true, cardType])
})

test.each([
  ['2221000000000009', 'mastercard'],
  ['2720990000000007', 'mastercard'],
  ['2220990000000000', undefined],
  ['2721000000000004', undefined],
  ['3527000000000000', undefined],
  ['3528000000000007', 'jcb'],
  ['3589000000000000', 'jcb'],
  ['3590000000000000', undefined],
  ['36000000000008', 'diners-club'],
  ['201400000000009', 'enroute'],
  ['5000000000000000', 'maestro'],
  ['5900000000000000', undefined],
])('%s is of the brand %s', (number, cardType) => {
  expect(cardTypeOf(number)).toBe(cardType)
})

test('one wrong digit makes any test card invalid', () => {
  const change = fc.record({
    card: fc.constantFrom(...testCards),
    at: fc.nat({ max: 14 }),
    by: fc.integer({ min: 1, max: 9 }),
  })
  fc.assert(
    fc.property(change, ({ card, at, by }) => {
      const digits = [...card.number]
      digits[at] = String((Number(digits[at]) + by) % 10)
      expect(isCardNumber(digits.join(''))).toBe(false)
    }),
  )
})

/** Twilio's default of `ValidCardTypes`: https://www.twilio.com/docs/voice/twiml/pay */
const taken = ['visa', 'mastercard', 'amex']

test.each(testCards.filter(({ outcome }) => outcome === 'success'))(
  'what is said of $number tells whether its $cardType has to be asked for',
  (card) => {
    const needsAsking = card.says.includes('where ValidCardTypes has it')
    expect(needsAsking).toBe(!taken.includes(card.cardType))
  },
)
