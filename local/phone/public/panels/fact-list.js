import { make } from '../page/element.js'
import { keyName } from '../page/wording.js'

/** Any object as a list of names and values, keys it does not know included.
 * @param {Record<string, unknown>} facts @param {(key: string) => string} [nameOf] */
export function factList(facts, nameOf = keyName) {
  const list = make('dl', 'facts')
  for (const [key, value] of Object.entries(facts)) {
    list.append(make('dt', '', nameOf(key)), make('dd', '', valueText(value)))
  }
  return list
}

/** @param {unknown} value @returns {string} */
function valueText(value) {
  if (value === null || value === undefined || value === '') return '(empty)'
  if (Array.isArray(value)) return value.length === 0 ? '(none)' : value.map(valueText).join(', ')
  if (typeof value === 'object') return Object.values(value).map(valueText).join(' ')
  return String(value)
}
