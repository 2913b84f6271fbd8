import { moneySentence } from '../panels/session-words.js'

/**
 * @typedef {import('../wire/gateway.js').Session} Session
 * @typedef {'good' | 'bad' | 'open'} Mood
 * @typedef {{ mood: Mood, headline: string, sentence: string, code: string }} Ending
 */

/**
 * How the call ended for the caller, in words.
 * @param {Session | undefined} session
 * @param {boolean} isKnown whether the payment flow could be asked: silence is not a "no"
 * @returns {Ending}
 */
export function endingOf(session, isKnown) {
  if (!isKnown) {
    return ending('open', 'Call ended', 'The payment flow has not told what came of the payment.')
  }
  if (session === undefined) return ending('open', 'No payment was begun', '')
  const reason = String(session['reason'] ?? '').replaceAll('-', ' ')
  const because = reason === '' ? '' : `Reason: ${reason}. `
  switch (session.status) {
    case 'succeeded': {
      if (session['tokenType'] !== undefined) {
        return ending('good', 'Saved', 'Nothing was charged; the merchant has a token.')
      }
      const code = String(session['confirmationCode'] ?? '')
      const price = `${session['currency'] ?? ''} ${session['amount'] ?? ''}`.trim()
      return { ...ending('good', `Paid ${price}`, 'The payment went through, once.'), code }
    }
    case 'failed':
      return ending('bad', 'Not charged', `${because}${moneySentence(session)}.`)
    case 'cancelled':
      return ending('bad', 'Cancelled', `${because}${moneySentence(session)}.`)
    case 'unresolved':
      return ending('open', 'Not known yet', 'No answer came to the charge. Do not pay again.')
    default:
      return ending('open', 'Finishing', 'The call is over; the payment is still being settled.')
  }
}

/** @param {Mood} mood @param {string} headline @param {string} sentence @returns {Ending} */
function ending(mood, headline, sentence) {
  return { mood, headline, sentence, code: '' }
}
