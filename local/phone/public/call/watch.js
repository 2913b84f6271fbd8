import { isSettled } from '../panels/session-words.js'
import { createRefresher } from './refresher.js'

/**
 * @typedef {import('../wire/gateway.js').Session} Session
 * @typedef {import('../wire/ask.js').Answer} Answer
 * @typedef {object} Watched
 * @property {() => string} callSid empty: no call was placed yet
 * @property {() => boolean} isTalking
 * @property {(callSid: string) => Promise<Answer>} readSessions
 * @property {() => Promise<Answer>} readLedger
 * @property {(answer: Answer, callSid: string) => void} onSessions
 * @property {(answer: Answer) => void} onLedger
 */

const pulseMs = 1_000
/** When nothing is under way: often enough to notice a script's charge or a dead simulator. */
const idlePulses = 5

/**
 * Asks for sessions and ledger: after each event, once a second while something is under way, and
 * now and then when nothing is.
 * @param {Watched} watched
 */
export function createWatch(watched) {
  let isOpen = false
  let pulses = 0

  const refreshSessions = createRefresher(async () => {
    const callSid = watched.callSid()
    if (callSid === '') return
    const answer = await watched.readSessions(callSid)
    if (watched.callSid() !== callSid) return
    if (answer.ok) isOpen = sessionsOf(answer).some((session) => !isSettled(session))
    watched.onSessions(answer, callSid)
  })
  const refreshLedger = createRefresher(async () => watched.onLedger(await watched.readLedger()))

  setInterval(() => {
    pulses += 1
    const isIdlePulse = pulses % idlePulses === 0 && !document.hidden
    if (watched.isTalking() || isOpen || isIdlePulse) refreshSessions()
    if (isIdlePulse) refreshLedger()
  }, pulseMs)
  refreshLedger()

  return {
    refresh() {
      refreshSessions()
      refreshLedger()
    },
  }
}

/** Newest first. @param {Answer} answer @returns {Session[]} */
export function sessionsOf(answer) {
  if (!answer.ok || !Array.isArray(answer.body?.sessions)) return []
  const age = (/** @type {Session} */ session) => new Date(session['createdAt'] ?? 0).getTime()
  return [...answer.body.sessions].sort((one, other) => age(other) - age(one))
}
