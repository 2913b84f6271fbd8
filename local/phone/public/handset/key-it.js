import { byId, write } from '../page/element.js'
import { fieldName } from '../page/wording.js'
import { testKeysFor } from './test-keys.js'

/**
 * @typedef {import('../panels/test-cards.js').TestCard} TestCard
 * @typedef {{ field: string | null, isOffered: boolean }} Wanted
 */

/** The pace of a person who knows the number by heart. */
const paceMs = 170

/**
 * A button that keys what is asked for now, with the chosen test card.
 * @param {() => TestCard | undefined} chosenCard @param {(key: string) => void} press
 */
export function bindKeyIt(chosenCard, press) {
  const button = byId('key-it', HTMLButtonElement)
  const asked = byId('asked-for', HTMLElement)
  /** @type {Wanted} */
  let wanted = { field: null, isOffered: false }
  let timer = 0

  function stop() {
    clearInterval(timer)
    timer = 0
  }

  function show() {
    const keys = keysFor(wanted, chosenCard())
    button.hidden = keys === ''
    button.disabled = timer !== 0
    write(button, wanted.field === null ? 'Press 1 for me' : 'Key it for me')
    write(
      asked,
      wanted.field === null ? '' : `Twilio is listening for the ${fieldName(wanted.field)}`,
    )
  }

  button.addEventListener('click', () => {
    const keys = [...keysFor(wanted, chosenCard())]
    stop()
    timer = window.setInterval(() => {
      const key = keys.shift()
      if (key !== undefined) press(key)
      if (keys.length > 0) return
      stop()
      show()
    }, paceMs)
    show()
  })

  return {
    stop,
    /** @param {Wanted} next */
    want(next) {
      if (next.field !== wanted.field) stop()
      wanted = next
      show()
    },
  }
}

/** @param {Wanted} wanted @param {TestCard | undefined} card */
function keysFor(wanted, card) {
  if (wanted.field !== null) return testKeysFor(wanted.field, card)
  return wanted.isOffered ? '1' : ''
}
