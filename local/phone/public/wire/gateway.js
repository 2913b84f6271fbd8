import { ask } from './ask.js'
import { voiceQuery } from './voice-query.js'

/**
 * @typedef {import('./voice-query.js').Bill} Bill
 * @typedef {Record<string, any> & { sessionId: string, status: string }} Session
 */

/** The payment flow itself, on another port: read from here, never driven. @param {string} url */
export function gatewayAt(url) {
  return {
    url,

    /** The URL an ops team would put behind a Twilio number. @param {Bill} bill */
    voiceUrl(bill) {
      return `${url}/voice/pay?${voiceQuery(bill)}`
    },

    /** @param {string} callSid */
    readSessions: (callSid) => ask(`${url}/sessions?${new URLSearchParams({ callSid })}`),
  }
}
