import { capitalised, fieldName } from '../page/wording.js'

/** @typedef {{ headline: string, group: string, mood: 'good' | 'bad' | 'open' }} RequestWords */

/** What a callback about a payment says. @param {Record<string, string>} parameters
 * @returns {RequestWords} */
export function callbackWords(parameters) {
  const { Result, ErrorType, PartialResult, Capture, PaymentError } = parameters
  const field = Capture ? capitalised(fieldName(Capture)) : ''
  if (Result === 'success') return words('Result: success', '', 'good')
  if (Result)
    return words(`Result: ${Result}${PaymentError ? ` (${PaymentError})` : ''}`, '', 'bad')
  if (ErrorType) return words(`${field || 'Payment'}: ${ErrorType}`, '', 'bad')
  if (PartialResult === 'true') return words(`${field}: keys arriving`, `keys ${Capture}`, 'open')
  if (field) return words(`${field}: complete`, '', 'good')
  return words('Payment opened', '', 'open')
}

/** What a voice webhook is for, told from its path. @param {string} path @returns {RequestWords} */
export function webhookWords(path) {
  if (path.endsWith('/voice/pay')) return words('The call is answered', path, 'open')
  if (path.endsWith('/turn')) return words('What is to be said next?', path, 'open')
  if (path.endsWith('/status')) return words('The call has ended', path, 'open')
  return words(path, path, 'open')
}

/** @param {string} headline @param {string} group rows of one group that follow each other are one
 * @param {RequestWords['mood']} mood */
function words(headline, group, mood) {
  return { headline, group, mood }
}
