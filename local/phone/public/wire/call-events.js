/**
 * @typedef {import('./caller-api.js').Call} Call
 * @typedef {{ at: string | number, url: string, status: number,
 *   parameters?: Record<string, string> }} TwilioRequest
 * @typedef {object} CallListener
 * @property {(call: Call) => void} call
 * @property {(request: TwilioRequest) => void} callback
 * @property {(request: TwilioRequest) => void} webhook
 * @property {() => void} lost the line to the simulator broke; the browser keeps trying
 * @property {() => void} found it is back, or is there for the first time
 */

/**
 * Follows a call live. Returns what stops it.
 * @param {string} url @param {CallListener} listener @returns {() => void}
 */
export function followCall(url, listener) {
  const source = new EventSource(url)
  const seen = new Set()
  let connections = 0

  /**
   * After a reconnection the simulator may tell its story again. Within one connection the same
   * thing twice is news: a callback was delivered twice.
   * @param {MessageEvent} event
   */
  const isNews = (event) => {
    const story = event.type + event.data
    if (connections > 1 && seen.has(story)) return false
    seen.add(story)
    return true
  }

  source.addEventListener('call', (event) => listener.call(JSON.parse(event.data)))
  source.addEventListener('callback', (event) => {
    if (isNews(event)) listener.callback(JSON.parse(event.data))
  })
  source.addEventListener('webhook', (event) => {
    if (isNews(event)) listener.webhook(JSON.parse(event.data))
  })
  source.addEventListener('open', () => {
    connections += 1
    listener.found()
  })
  source.addEventListener('error', () => listener.lost())
  return () => source.close()
}
