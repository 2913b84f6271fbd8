import { ask } from './ask.js'

/**
 * @typedef {{ at: string | number, text: string, language: string }} Heard
 * @typedef {{ sid: string, capturing: string | null, required: string[] }} Payment
 * @typedef {{ status: string, heard: Heard[], payment: Payment | null }} Call
 * @typedef {{ to: string, from: string, voiceUrl: string }} Order
 * @typedef {ReturnType<typeof createCallerApi>} CallerApi
 */

/**
 * The simulator's front door for callers: same origin as this page.
 * @param {(isThere: boolean) => void} onAnswer told after each request whether anybody answered
 */
export function createCallerApi(onAnswer) {
  /** @param {string} url @param {unknown} [body] */
  async function request(url, body) {
    const answer = await ask(url, body)
    onAnswer(answer.status !== 0)
    return answer
  }

  return {
    readAccount: () => request('/caller/account'),
    readLedger: () => request('/ledger'),
    placeCall: (/** @type {Order} */ order) => request('/caller/calls', order),
    readCall: (/** @type {string} */ callSid) => request(callPath(callSid)),
    hangUp: (/** @type {string} */ callSid) => request(`${callPath(callSid)}/hangup`, {}),
    eventsUrl: (/** @type {string} */ callSid) => `${callPath(callSid)}/events`,

    /** @param {string} callSid @param {string} keys */
    pressKeys: (callSid, keys) => request(`${callPath(callSid)}/keys`, { keys }),
  }
}

/** @param {string} callSid */
function callPath(callSid) {
  return `/caller/calls/${encodeURIComponent(callSid)}`
}
