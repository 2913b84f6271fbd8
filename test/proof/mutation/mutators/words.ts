import { childOf, type Place } from '../syntax.ts'
import { type Change, replace, sourceOf } from './change.ts'

export const isKey = ({ node, parents: [parent] }: Place): boolean =>
  parent?.type === 'Property' && childOf(parent, 'key') === node && parent['computed'] !== true

/** In these stands text with blanks that is for people: what is given to a function, or goes on. */
const sentences = new Set(['CallExpression', 'NewExpression', 'BinaryExpression'])

/** What is said to people, who understand another sentence as well: a message, or a name in one. */
const isSaid = ({ node, text, parents: [parent] }: Place): boolean => {
  if (!String(node['value']).includes(' ')) return false
  if (sentences.has(String(parent?.type))) return true
  const key = parent === undefined ? null : childOf(parent, 'key')
  return key !== null && sourceOf(text, key) === 'message'
}

/** Words of a union, of a table, of a condition. Elements are left out as they are. */
export function otherWord(place: Place): readonly Change[] {
  const { node } = place
  const { value } = node
  if (typeof value === 'boolean') return [replace(node, String(!value))]
  const isElement = place.parents[0]?.type === 'ArrayExpression'
  if (typeof value !== 'string' || isSaid(place) || isElement || isKey(place)) return []
  return [replace(node, value === '' ? "'mutant'" : "''")]
}
