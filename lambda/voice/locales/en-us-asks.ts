import type { CaptureField } from '../../domain/payment/capture-fields.ts'
import type { AskCount, LocalePack } from '../locale-pack.ts'

const lastTry = 'This is the last try.'

/** For an entry whose words do not depend on the card. */
const anyCard = (words: Record<AskCount, string>) => ({ amex: words, other: words })

/** A second entry; it is never asked again by itself, since a mismatch leads back to the first. */
const twice = (what: string, pound = ''): Record<AskCount, string> => ({
  first: `To be sure, please enter ${what} a second time${pound}.`,
  again: `Please enter ${what} a second time again${pound}.`,
  last: `Please enter ${what} a second time once more${pound}. ${lastTry}`,
})

const securityCode: Record<AskCount, string> = {
  first: 'Now the security code: the three digits on the back of your card.',
  again: 'Please enter the three digits on the back of your card again.',
  last: `Please enter the three digits on the back of your card once more. ${lastTry}`,
}

const securityCodeOfAmex: Record<AskCount, string> = {
  first: 'Now the security code: the four digits on the front of your American Express card.',
  again: 'Please enter the four digits on the front of your card again.',
  last: `Please enter the four digits on the front of your card once more. ${lastTry}`,
}

export const asks: LocalePack['asks'] = {
  'payment-card-number': anyCard({
    first: 'Please enter your card number, using the keypad of your phone.',
    again: 'Please enter your card number again.',
    last: `Please enter your card number once more. ${lastTry}`,
  }),
  'payment-card-number-matcher': anyCard(twice('the same card number')),
  'expiration-date': anyCard({
    first: 'Now the expiration date: two digits for the month, then two for the year.',
    again: 'Please enter the expiration date again: two digits for the month, two for the year.',
    last:
      'Please enter the month and the year of the expiration date once more, in four digits. ' +
      lastTry,
  }),
  'expiration-date-matcher': anyCard(twice('the same expiration date')),
  'security-code': { amex: securityCodeOfAmex, other: securityCode },
  'security-code-matcher': anyCard(twice('the same security code')),
  'postal-code': anyCard({
    first: 'Now the postal code of your billing address. Press the pound key when you are done.',
    again: 'Please enter your postal code again, and press the pound key when you are done.',
    last: `Please enter your postal code once more, then press the pound key. ${lastTry}`,
  }),
  'postal-code-matcher': anyCard(twice('the same postal code', ', then press the pound key')),
  'bank-routing-number': anyCard({
    first:
      'Please enter the routing number of your bank. It has nine digits, and is the first number ' +
      'at the bottom of a check.',
    again: 'Please enter the nine digits of your routing number again.',
    last: `Please enter the nine digits of your routing number once more. ${lastTry}`,
  }),
  'bank-account-number': anyCard({
    first: 'Now your account number. Press the pound key when you are done.',
    again: 'Please enter your account number again, and press the pound key when you are done.',
    last: `Please enter your account number once more, then press the pound key. ${lastTry}`,
  }),
  'bank-account-number-matcher': anyCard(
    twice('the same account number', ', then press the pound key'),
  ),
}

/** Where a field has a sentence of its own for an entry that stopped too early. */
export const unfinished: Readonly<Record<CaptureField, string>> = {
  'payment-card-number': 'I did not get all the digits of your card number.',
  'payment-card-number-matcher': 'I did not get all the digits of your card number.',
  'expiration-date': 'I did not get all four digits of the expiration date.',
  'expiration-date-matcher': 'I did not get all four digits of the expiration date.',
  'security-code': 'I did not get all the digits of the security code.',
  'security-code-matcher': 'I did not get all the digits of the security code.',
  'postal-code': 'I did not get your whole postal code.',
  'postal-code-matcher': 'I did not get your whole postal code.',
  'bank-routing-number': 'I did not get all nine digits of the routing number.',
  'bank-account-number': 'I did not get your whole account number.',
  'bank-account-number-matcher': 'I did not get your whole account number.',
}
