import { make } from '../page/element.js'

/** @typedef {import('../wire/caller-api.js').Heard} Heard */

/**
 * What the caller hears, to read. Entries are added one by one, so that a screen reader says each
 * of them once.
 * @param {HTMLElement} list @param {(heard: Heard) => void} onNew called for the newest only
 */
export function createCaptions(list, onNew) {
  let shown = 0

  return {
    clear() {
      shown = 0
      list.replaceChildren()
    },

    /** @param {Heard[]} heard all of the call, oldest first */
    show(heard) {
      const fresh = heard.slice(shown)
      const newest = fresh.at(-1)
      if (newest === undefined) return
      shown = heard.length
      for (const entry of fresh) {
        const line = make('p', 'caption', entry.text)
        line.lang = entry.language
        list.append(line)
      }
      onNew(newest)
    },
  }
}
