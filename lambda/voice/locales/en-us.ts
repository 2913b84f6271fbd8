import type { CaptureError } from '../../domain/payment/capture-errors.ts'
import type { CaptureField } from '../../domain/payment/capture-fields.ts'
import type { LocalePack } from '../locale-pack.ts'
import { asks, unfinished } from './en-us-asks.ts'
import { offers } from './en-us-offers.ts'

/** For an error that does not belong to the field that was asked, which Twilio should not send. */
const errors: Record<CaptureError, string> = {
  'input-timeout': 'I did not get all the digits.',
  'invalid-card-number': 'That is not a valid card number.',
  'invalid-card-type': 'We do not take this kind of card.',
  'invalid-date': 'That is not a valid expiration date, or the card has expired.',
  'invalid-security-code': 'That is not a valid security code.',
  'invalid-postal-code': 'That is not a valid postal code.',
  'invalid-bank-routing-number': 'That is not a valid routing number.',
  'invalid-bank-account-number': 'That is not a valid account number.',
  'invalid-bank-account-type': 'We do not take this kind of bank account.',
  'input-matching-failed': 'The two entries were not the same.',
  'invalid-card-number-security-code-capture-sequence': 'I need the card number first.',
  'internal-error': 'Sorry, something went wrong on our side.',
}

const errorsOf = (field: CaptureField): Record<CaptureError, string> => ({
  ...errors,
  'input-timeout': unfinished[field],
})

const stillWaiting = 'We are still waiting for your bank. Please stay on the line.'

const chargeNotKnown =
  'We do not know yet whether your payment went through. Please do not pay again. ' +
  'We will find out, and you will hear from us.'

const tokenNotKnown = (what: string): string =>
  `We do not know yet whether your ${what} has been saved. You have not been charged. ` +
  'We will find out, and you will hear from us.'

export const enUs: LocalePack = {
  language: 'en-US',
  offers,
  asks,
  errors: {
    'payment-card-number': errorsOf('payment-card-number'),
    'payment-card-number-matcher': errorsOf('payment-card-number-matcher'),
    'expiration-date': errorsOf('expiration-date'),
    'expiration-date-matcher': errorsOf('expiration-date-matcher'),
    'security-code': errorsOf('security-code'),
    'security-code-matcher': errorsOf('security-code-matcher'),
    'postal-code': errorsOf('postal-code'),
    'postal-code-matcher': errorsOf('postal-code-matcher'),
    'bank-routing-number': errorsOf('bank-routing-number'),
    'bank-account-number': errorsOf('bank-account-number'),
    'bank-account-number-matcher': errorsOf('bank-account-number-matcher'),
  },
  notOffered:
    'That is not one of the choices. Please listen first, and wait with your numbers ' +
    'until I ask for them.',
  oneMoment: 'One moment, please.',
  charging: {
    charge: {
      'credit-card': 'Thank you. Your payment is being made. Please stay on the line.',
      'ach-debit': 'Thank you. Your payment is being made. Please stay on the line.',
    },
    tokenize: {
      'credit-card': 'Thank you. Your card is being saved. Please stay on the line.',
      'ach-debit': 'Thank you. Your account is being saved. Please stay on the line.',
    },
  },
  stillCharging: {
    charge: { 'credit-card': stillWaiting, 'ach-debit': stillWaiting },
    tokenize: { 'credit-card': stillWaiting, 'ach-debit': stillWaiting },
  },
  paid: (code) =>
    `Thank you, your payment was successful. Your confirmation code is: ${code}. ` +
    'To hear the code again, press 1.',
  paidWithoutCode: 'Thank you, your payment was successful.',
  saved: {
    'credit-card': 'Thank you, your card has been saved. You have not been charged.',
    'ach-debit': 'Thank you, your bank account has been saved. You have not been charged.',
  },
  failures: {
    declined: 'It was not accepted. You have not been charged.',
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
    'not-charged-after-all':
      'We have found out that your payment did not go through. You have not been charged.',
  },
  cancellations: {
    caller: 'Your payment was cancelled. You have not been charged.',
    client: 'Your payment was cancelled. You have not been charged.',
    'person-wanted': 'The payment was stopped, and you have not been charged.',
  },
  notKnown: {
    charge: { 'credit-card': chargeNotKnown, 'ach-debit': chargeNotKnown },
    tokenize: { 'credit-card': tokenNotKnown('card'), 'ach-debit': tokenNotKnown('bank account') },
  },
  notStarted: 'This payment cannot be started right now. You have not been charged for it.',
  goodbye: 'Goodbye.',
}
