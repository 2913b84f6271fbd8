import { byId, write } from '../page/element.js'
import { createSessionCard } from './session-card.js'

/** @typedef {import('../wire/gateway.js').Session} Session */

/** The sessions of the call, as the payment flow tells them. */
export function createSessionPanel() {
  const place = byId('sessions', HTMLElement)
  const note = byId('sessions-note', HTMLElement)
  /** @type {Map<string, ReturnType<typeof createSessionCard>>} */
  const cards = new Map()

  return {
    clear() {
      cards.clear()
      place.replaceChildren()
      write(note, '')
    },

    /** @param {string} sentence */
    note: (sentence) => write(note, sentence),

    /** @param {Session[]} sessions newest first */
    show(sessions) {
      write(note, sessions.length === 0 ? 'No session for this call yet.' : '')
      for (const session of sessions) {
        let card = cards.get(session.sessionId)
        if (card === undefined) {
          card = createSessionCard()
          cards.set(session.sessionId, card)
          place.prepend(card.element)
        }
        card.show(session)
      }
    },
  }
}
