/**
 * @typedef {import('../wire/ask.js').Answer} Answer
 * @typedef {import('../wire/call-events.js').TwilioRequest} TwilioRequest
 */

export const simulatorGone =
  'The simulator does not answer. Is it still running? Start it again with npm start.'

/** What a voice webhook without a good answer means. @param {TwilioRequest} request */
export function voiceTrouble({ status }) {
  if (status >= 200 && status < 300) return ''
  if (status === 0 || status === undefined) {
    return 'The payment flow did not answer the call. Is npm start still running?'
  }
  const mistake = status < 500 ? ' Check amount, currency and reference.' : ''
  return `The payment flow answered the call with an error (HTTP ${status}).${mistake}`
}

/** What an answer about the sessions says about the flow. @param {Answer} answer
 * @param {string} gatewayUrl */
export function gatewayTrouble(answer, gatewayUrl) {
  if (answer.ok) return ''
  if (answer.status === 0) {
    return `The payment flow at ${gatewayUrl} does not answer. Is npm start still running?`
  }
  return `The payment flow does not show its sessions (HTTP ${answer.status}). ${answer.detail}`
}
