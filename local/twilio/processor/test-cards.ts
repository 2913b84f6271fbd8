import { type CardType, usualCardTypes } from '../payments/fields/card-types.ts'

/**
 * Without approval a generic connector accepts these numbers only, and blocks every other one.
 * https://www.twilio.com/docs/voice/twiml/pay/generic-pay-connector
 */
export interface TestCard {
  readonly number: string
  readonly cardType: CardType
  readonly outcome: 'success' | 'declined' | 'silent-result' | 'slow'
  readonly says: string
}

const success = (cardType: CardType, number: string): TestCard => ({
  number,
  cardType,
  outcome: 'success',
  says: usualCardTypes.includes(cardType)
    ? 'is charged'
    : 'is charged, where ValidCardTypes has it',
})

export const testCards: readonly TestCard[] = [
  success('visa', '4111111111111111'),
  success('mastercard', '5555555555554444'),
  success('amex', '378282246310005'),
  success('discover', '6011111111111117'),
  // The page has 3065…, whose check digit is wrong: two digits changed places.
  success('diners-club', '3056930009020004'),
  success('jcb', '3566002020360505'),
  // Union Pay; the documented card types do not know it, its prefix is one of Maestro's.
  success('maestro', '6200000000000005'),
  success('maestro', '6771798021000008'),
  // The rest are the simulator's own.
  {
    number: '4000000000000002',
    cardType: 'visa',
    outcome: 'declined',
    says: 'is declined (64012, card_declined)',
  },
  {
    number: '4000000000000119',
    cardType: 'visa',
    outcome: 'silent-result',
    says: 'is charged, but the callback with the result never comes',
  },
  {
    number: '4000000000000341',
    cardType: 'visa',
    outcome: 'slow',
    says: 'is charged, but the result takes 45 seconds',
  },
]

/** Bank accounts of the same page; any valid routing number goes with them. */
export const testBankAccounts: readonly string[] = ['12345678', '123456789']
