import { byId, make } from '../page/element.js'
import { capitalised } from '../page/wording.js'
import { grouped } from './test-cards.js'

/** @typedef {import('./test-cards.js').TestCard} TestCard */

/** The test cards, one of them in the caller's hand. */
export function createWalletPanel() {
  const list = byId('wallet', HTMLElement)
  const hints = byId('wallet-hints', HTMLElement)
  /** @type {TestCard[]} */
  let cards = []
  let chosen = 0

  function showHints() {
    const card = cards[chosen]
    if (card === undefined) return
    const pairs = [
      ['Expires', card.expirationDate],
      ['Security code', card.securityCode],
      ['Postal code', `${card.postalCode} #`],
    ]
    hints.replaceChildren(
      ...pairs.map(([name = '', keys = '']) =>
        make('div', '', make('dt', '', name), make('dd', 'number', keys)),
      ),
    )
  }

  /** @param {TestCard} card @param {number} index */
  function row(card, index) {
    const radio = make('input', '')
    radio.type = 'radio'
    radio.name = 'test-card'
    radio.checked = index === chosen
    radio.addEventListener('change', () => {
      chosen = index
      showHints()
    })
    const number = make('span', 'number', grouped(card.number))
    const does = make('span', 'does', `${capitalised(card.brand)}: ${card.does}`)
    return make('label', 'test-card', radio, make('span', 'face', number, does))
  }

  return {
    chosen: () => cards[chosen],

    /** @param {TestCard[]} next */
    show(next) {
      cards = next
      chosen = 0
      list.replaceChildren(...cards.map(row))
      showHints()
    },
  }
}
