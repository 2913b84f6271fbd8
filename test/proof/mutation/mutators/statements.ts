import type { Place } from '../syntax.ts'
import { type Change, replace, sourceOf } from './change.ts'

/** The compiler proves that these are never reached. */
const isUnreachable = ({ node, text }: Place): boolean =>
  sourceOf(text, node).endsWith('satisfies never')

/** `if (condition) statement` without its statement is `if (false) statement`, which is there. */
export const without = (place: Place): readonly Change[] => {
  const { node, parents } = place
  const isGuarded = parents[0]?.type === 'IfStatement'
  return isGuarded || isUnreachable(place) ? [] : [replace(node, ';')]
}
