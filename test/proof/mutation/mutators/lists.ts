import { childOf, childrenOf, type Place } from '../syntax.ts'
import { type Change, replace } from './change.ts'

/** Each item of a list left out in turn. */
const withoutEach = (
  { node }: Place,
  list: { readonly member: string; readonly empty: string },
): readonly Change[] => {
  const items = childrenOf(node, list.member)
  return items.map((item, index) => {
    const [before, after] = [items[index - 1], items[index + 1]]
    if (after !== undefined) return { start: item.start, end: after.start, becomes: '' }
    if (before !== undefined) return { start: before.end, end: item.end, becomes: '' }
    return replace(node, list.empty)
  })
}

export const withoutElement = (place: Place): readonly Change[] =>
  withoutEach(place, { member: 'elements', empty: '[]' })

/**
 * In tables, which have their keys in quotes, and beside a spread, which may have the member, too.
 * Anywhere else the compiler misses the member, so that nobody can make this mistake.
 */
export function withoutMember(place: Place): readonly Change[] {
  const properties = childrenOf(place.node, 'properties')
  const isForgivable = properties.some(
    (property) => property.type === 'SpreadElement' || childOf(property, 'key')?.type === 'Literal',
  )
  return isForgivable ? withoutEach(place, { member: 'properties', empty: '{}' }) : []
}
