/**
 * What came of a request. `status` 0 means that nobody answered.
 * @typedef {{ ok: true, status: number, body: any }} Granted
 * @typedef {{ ok: false, status: number, detail: string }} Refused
 * @typedef {Granted | Refused} Answer
 */

/** A simulator on the same machine answers in milliseconds; longer than this, it hangs. */
const patienceMs = 10_000

/**
 * @param {string} url
 * @param {unknown} [body] sent as JSON by POST; without it the request is a GET
 * @returns {Promise<Answer>}
 */
export async function ask(url, body) {
  /** @type {RequestInit} */
  const request = { cache: 'no-store', signal: AbortSignal.timeout(patienceMs) }
  if (body !== undefined) {
    request.method = 'POST'
    request.headers = { 'content-type': 'application/json' }
    request.body = JSON.stringify(body)
  }
  try {
    const response = await fetch(url, request)
    const answer = readJson(await response.text())
    if (response.ok) return { ok: true, status: response.status, body: answer }
    return { ok: false, status: response.status, detail: detailOf(answer) }
  } catch {
    return { ok: false, status: 0, detail: '' }
  }
}

/** @param {string} text */
function readJson(text) {
  try {
    return text === '' ? {} : JSON.parse(text)
  } catch {
    return {}
  }
}

/** The sentence of a problem (RFC 9457) or of a Twilio error. @param {any} problem */
function detailOf(problem) {
  const sentence = problem?.detail ?? problem?.message ?? problem?.title ?? problem?.error
  return typeof sentence === 'string' ? sentence : ''
}
