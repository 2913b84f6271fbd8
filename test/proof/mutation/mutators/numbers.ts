import type { Place } from '../syntax.ts'
import { type Change, replace } from './change.ts'
import { isKey } from './words.ts'

/** Another limit, deadline or budget: twice as much, and something where there is nothing. */
export function otherNumber(place: Place): readonly Change[] {
  const { node } = place
  const { value } = node
  if (typeof value !== 'number' || isKey(place)) return []
  return [replace(node, String(value === 0 ? 1 : 2 * value))]
}
