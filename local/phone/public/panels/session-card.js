import { make, write } from '../page/element.js'
import { capitalised, fieldName } from '../page/wording.js'
import { factList } from './fact-list.js'
import {
  fieldBeingKeyed,
  isSettled,
  moneySentence,
  sessionMood,
  sessionSentence,
} from './session-words.js'

/** @typedef {import('../wire/gateway.js').Session} Session */

/** One session. It is changed in place, so that what was opened or focused stays so. */
export function createSessionCard() {
  const status = make('div', '')
  const price = make('span', 'price')
  const sentence = make('p', 'sentence')
  const fields = make('ol', 'fields')
  const money = make('p', 'money')
  const facts = make('div', '')
  const details = make('details', '', make('summary', '', 'Everything the session knows'), facts)
  const head = make('div', 'session-head', status, price)
  const element = make('article', 'session', head, sentence, fields, money, details)
  let shown = ''

  return {
    element,

    /** @param {Session} session */
    show(session) {
      const state = JSON.stringify(session)
      if (state === shown) return
      shown = state
      element.dataset['mood'] = sessionMood(session)
      showStatus(status, session.status)
      write(price, session['tokenType'] ?? `${session['currency']} ${session['amount']}`)
      write(sentence, sessionSentence(session))
      write(money, moneySentence(session))
      money.dataset['money'] = String(session['money'])
      fields.replaceChildren(...fieldSteps(session))
      facts.replaceChildren(factList(session))
    },
  }
}

/** A new element for a new status: it appears with the animation of a change.
 * @param {HTMLElement} place @param {string} status */
function showStatus(place, status) {
  if (place.textContent !== status) place.replaceChildren(make('span', 'status', status))
}

/** @param {Session} session */
function fieldSteps(session) {
  const captured = listOf(session['captured'])
  const open = listOf(session['required']).filter((field) => !captured.includes(field))
  return [...captured, ...open].map((field) => {
    const state = fieldState(session, field, captured)
    const step = make('li', 'field', capitalised(fieldName(field)), make('span', 'state', state))
    step.dataset['state'] = state
    return step
  })
}

/** @param {Session} session @param {string} field @param {string[]} captured */
function fieldState(session, field, captured) {
  if (fieldBeingKeyed(session) === field) return 'now'
  if (captured.includes(field)) return 'done'
  return isSettled(session) ? 'not taken' : 'to come'
}

/** @param {unknown} value @returns {string[]} */
function listOf(value) {
  return Array.isArray(value) ? value.map(String) : []
}
