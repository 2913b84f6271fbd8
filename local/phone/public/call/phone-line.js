import { followCall } from '../wire/call-events.js'
import { createKeyLine } from './key-line.js'

/**
 * @typedef {import('../wire/caller-api.js').Call} Call
 * @typedef {import('../wire/caller-api.js').Order} Order
 * @typedef {import('../wire/call-events.js').TwilioRequest} TwilioRequest
 * @typedef {'idle' | 'dialling' | 'talking' | 'ended'} Phase
 * @typedef {object} LineListener
 * @property {(phase: Phase) => void} phase
 * @property {(call: Call) => void} call
 * @property {(request: TwilioRequest) => void} callback
 * @property {(request: TwilioRequest) => void} webhook
 * @property {(sentence: string) => void} trouble an empty sentence: the trouble is over
 */

const callForgotten =
  'The simulator no longer knows this call, so it was probably restarted. Place a new call.'

/**
 * One telephone line: at most one call at a time.
 * @param {import('../wire/caller-api.js').CallerApi} api @param {LineListener} listener
 */
export function createPhoneLine(api, listener) {
  let callSid = ''
  let isBroken = false
  /** @type {Phase} */
  let phase = 'idle'
  let stopFollowing = () => {}
  const keyLine = createKeyLine(sendKeys)

  /** @param {Phase} next */
  function enter(next) {
    if (phase === next) return
    phase = next
    if (next !== 'talking') keyLine.forget()
    listener.phase(next)
  }

  /** @param {Call} call */
  function hearCall(call) {
    listener.call(call)
    if (call.status === 'completed') enter('ended')
  }

  function follow() {
    stopFollowing()
    stopFollowing = followCall(api.eventsUrl(callSid), {
      ...listener,
      call: hearCall,
      found: () => {
        isBroken = false
      },
      lost: () => {
        if (phase !== 'talking') return stopFollowing()
        isBroken = true
        void checkCall()
      },
    })
  }

  /** Finds out what silence means: no simulator, another simulator, or just a hiccup. */
  async function checkCall() {
    const answer = await api.readCall(callSid)
    if (phase !== 'talking') return answer
    if (answer.ok) hearCall(answer.body)
    if (answer.status === 404) {
      stopFollowing()
      listener.trouble(callForgotten)
      enter('ended')
    }
    return answer
  }

  /** @param {string} keys */
  async function sendKeys(keys) {
    const answer = await api.pressKeys(callSid, keys)
    if (answer.ok || answer.status === 0 || phase !== 'talking') return
    listener.trouble(`The call did not take the key: ${answer.detail || `HTTP ${answer.status}.`}`)
  }

  return {
    callSid: () => callSid,
    phase: () => phase,
    reset: () => enter('idle'),
    stopFollowing: () => stopFollowing(),

    /** @param {Order} order */
    async dial(order) {
      stopFollowing()
      callSid = ''
      isBroken = false
      enter('dialling')
      const answer = await api.placeCall(order)
      if (!answer.ok) {
        const reason = answer.detail || `the simulator answered HTTP ${answer.status}.`
        if (answer.status !== 0) listener.trouble(`The call was refused: ${reason}`)
        return enter('idle')
      }
      callSid = answer.body.callSid
      enter('talking')
      follow()
    },

    /** Takes up the call that this page was on before it was loaded again. @param {string} sid */
    async resume(sid) {
      const answer = await api.readCall(sid)
      if (phase !== 'idle' || !answer.ok || answer.body.status === 'completed') return
      callSid = sid
      enter('talking')
      hearCall(answer.body)
      follow()
    },

    /** @param {string} key */
    press(key) {
      if (phase === 'talking') keyLine.press(key)
    },

    /** A phone can always be hung up, even when nobody is there to be told. */
    async hangUp() {
      if (phase !== 'talking') return
      keyLine.forget()
      await api.hangUp(callSid)
      await checkCall()
      enter('ended')
    },

    /** Once a second while broken: a browser gives up following after some kinds of answers. */
    async mend() {
      if (!isBroken || phase !== 'talking') return
      const answer = await checkCall()
      if (answer.ok && isBroken && phase === 'talking') follow()
    },
  }
}
