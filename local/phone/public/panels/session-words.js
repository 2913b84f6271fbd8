import { fieldName } from '../page/wording.js'

/** @typedef {import('../wire/gateway.js').Session} Session */

/** @type {Record<string, (session: Session) => string>} */
const sentences = {
  offered: () => 'The amount is being read out. Nothing happens until the caller presses 1.',
  starting: () => 'Twilio has been asked to open a payment on this call.',
  collecting: () => 'Between two fields: the next one is about to be asked for.',
  capturing: (session) =>
    `Twilio is listening for the ${fieldName(fieldBeingKeyed(session) ?? 'next field')}. ` +
    'The digits stay with Twilio.',
  completing: () => 'Everything is keyed in, and the processor has been asked to charge.',
  succeeded: (session) =>
    session['tokenType'] === undefined
      ? 'The payment went through.'
      : 'The processor keeps the card or account, and has given a token for it.',
  failed: () => 'It ended without a charge.',
  cancelled: () => 'It was called off before any charge.',
  unresolved: () => 'A charge was asked for and no answer came: nobody should pay again yet.',
}

/** @type {Record<string, string>} */
const moneyWords = {
  'not-moved': 'No money has moved',
  moved: 'Money has moved',
  'not-known': 'Not known whether money moved',
}

const settledStatuses = new Set(['succeeded', 'failed', 'cancelled', 'unresolved'])

/** @param {Session} session @returns {string | undefined} */
export function fieldBeingKeyed(session) {
  return session['capturing']?.field
}

/** @param {Session} session */
export function sessionSentence(session) {
  return sentences[session.status]?.(session) ?? ''
}

/** @param {Session} session */
export function moneySentence(session) {
  return moneyWords[String(session['money'])] ?? ''
}

/** @param {Session} session */
export function isSettled(session) {
  return settledStatuses.has(session.status)
}

/** @param {Session} session @returns {'good' | 'bad' | 'open'} */
export function sessionMood(session) {
  if (session.status === 'succeeded') return 'good'
  return session.status === 'failed' || session.status === 'cancelled' ? 'bad' : 'open'
}
