import { make } from './element.js'

/**
 * What went wrong, a sentence for each thing that can. A sentence stays until its thing is well.
 * @param {HTMLElement} place
 */
export function createNotice(place) {
  /** @type {Map<string, string>} */
  const sentences = new Map()

  /** @param {string} thing @param {string} sentence empty: it is well again */
  return function tell(thing, sentence) {
    if ((sentences.get(thing) ?? '') === sentence) return
    if (sentence === '') sentences.delete(thing)
    else sentences.set(thing, sentence)
    place.replaceChildren(...[...sentences.values()].map((text) => make('p', '', text)))
  }
}
