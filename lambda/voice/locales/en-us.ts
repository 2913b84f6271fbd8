import type { CaptureError } from '../../domain/payment/capture-errors.ts'
import type { AskCount, LocalePack } from '../locale-pack.ts'

const cardNumber: Record<AskCount, string> = {
  first: 'Please enter your card number, using the keypad of your phone.',
  again: 'Please enter your card number again.',
  last: 'Please enter your card number once more. This is the last try.',
}

const expirationDate: Record<AskCount, string> = {
  first: 'Now the expiration date: two digits for the month, then two for the year.',
  again: 'Please enter the expiration date again: two digits for the month, two for the year.',
  last: 'Please enter the month and the year of the expiration date once more, in four digits. This is the last try.',
}

const securityCode: Record<AskCount, string> = {
  first: 'Now the security code: the three digits on the back of your card.',
  again: 'Please enter the three digits on the back of your card again.',
  last: 'Please enter the three digits on the back of your card once more. This is the last try.',
}

const securityCodeOfAmex: Record<AskCount, string> = {
  first: 'Now the security code: the four digits on the front of your American Express card.',
  again: 'Please enter the four digits on the front of your card again.',
  last: 'Please enter the four digits on the front of your card once more. This is the last try.',
}

const postalCode: Record<AskCount, string> = {
  first: 'Now the postal code of your billing address. Press the pound key when you are done.',
  again: 'Please enter your postal code again, and press the pound key when you are done.',
  last: 'Please enter your postal code once more, then press the pound key. This is the last try.',
}

/** For an error that does not belong to the field that was asked, which Twilio should not send. */
const errors: Record<CaptureError, string> = {
  'input-timeout': 'I did not get all the digits.',
  'invalid-card-number': 'That is not a valid card number.',
  'invalid-card-type': 'We do not take this kind of card.',
  'invalid-date': 'That is not a valid expiration date, or the card has expired.',
  'invalid-security-code': 'That is not a valid security code.',
  'invalid-postal-code': 'That is not a valid postal code.',
  'input-matching-failed': 'The two entries were not the same.',
  'invalid-card-number-security-code-capture-sequence': 'I need the card number first.',
  'internal-error': 'Sorry, something went wrong on our side.',
}

const person = (canReachPerson: boolean): string =>
  canReachPerson ? ' To speak to a person, press 0.' : ''

export const enUs: LocalePack = {
  language: 'en-US',
  offers: {
    amount: ({ amount, reference, canReachPerson }) =>
      `You are about to pay ${amount}, for reference ${reference}. ` +
      `To pay with your card, press 1. To cancel, press 2.${person(canReachPerson)}`,
    'another-card': ({ amount, canReachPerson }) =>
      'Your card was declined, and you have not been charged. ' +
      `To pay ${amount} with another card, press 1. To cancel, press 2.${person(canReachPerson)}`,
  },
  asks: {
    'payment-card-number': { amex: cardNumber, other: cardNumber },
    'expiration-date': { amex: expirationDate, other: expirationDate },
    'security-code': { amex: securityCodeOfAmex, other: securityCode },
    'postal-code': { amex: postalCode, other: postalCode },
  },
  errors: {
    'payment-card-number': {
      ...errors,
      'input-timeout': 'I did not get all the digits of your card number.',
    },
    'expiration-date': {
      ...errors,
      'input-timeout': 'I did not get all four digits of the expiration date.',
    },
    'security-code': {
      ...errors,
      'input-timeout': 'I did not get all the digits of the security code.',
    },
    'postal-code': {
      ...errors,
      'input-timeout': 'I did not get your whole postal code.',
    },
  },
  notOffered:
    'That is not one of the choices. Please listen first, and wait with your card number ' +
    'until I ask for it.',
  oneMoment: 'One moment, please.',
  charging: 'Thank you. Your payment is being made. Please stay on the line.',
  stillCharging: 'We are still waiting for your bank. Please stay on the line.',
  paid: (code) =>
    `Thank you, your payment was successful. Your confirmation code is: ${code}. ` +
    'To hear the code again, press 1.',
  paidWithoutCode: 'Thank you, your payment was successful.',
  failures: {
    declined: 'Your card was declined. You have not been charged.',
    'caller-hung-up': 'The call has ended. You have not been charged.',
    'caller-interrupted': 'You have stopped the payment. You have not been charged.',
    'too-many-attempts': 'That did not work, and we will not ask again. You have not been charged.',
    'connector-error': 'The payment could not be made. You have not been charged.',
    'no-input': 'I have not heard any keys. You have not been charged.',
    'call-not-in-progress': 'The payment could not be started. You have not been charged.',
    'session-in-progress': 'Another payment is open on this call. You have not been charged.',
    'refused-by-twilio': 'The payment could not be made. You have not been charged.',
    'twilio-unavailable': 'The payment cannot be made right now. You have not been charged.',
    abandoned: 'This payment has run out of time. You have not been charged.',
  },
  cancellations: {
    caller: 'Your payment was cancelled. You have not been charged.',
    client: 'Your payment was cancelled. You have not been charged.',
    'person-wanted': 'The payment was stopped, and you have not been charged.',
  },
  notKnown:
    'We do not know yet whether your payment went through. Please do not pay again. ' +
    'We will find out, and you will hear from us.',
  goodbye: 'Goodbye.',
}
