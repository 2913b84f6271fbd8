import { childOf, type Place } from '../syntax.ts'
import { type Change, keepOnly, replace, sourceOf } from './change.ts'

export const comparisons: ReadonlyMap<unknown, readonly string[]> = new Map([
  ['<', ['<=', '>=']],
  ['<=', ['<', '>']],
  ['>', ['>=', '<=']],
  ['>=', ['>', '<']],
])

const equalities: ReadonlyMap<unknown, readonly string[]> = new Map([
  ['===', ['!==']],
  ['!==', ['===']],
])

export const arithmetic: ReadonlyMap<unknown, readonly string[]> = new Map([
  ['+', ['-']],
  ['-', ['+']],
  ['*', ['/']],
  ['/', ['*']],
  ['%', ['*']],
  ['**', ['*']],
])

export const otherOperators =
  (operators: ReadonlyMap<unknown, readonly string[]>) =>
  ({ node, text }: Place): readonly Change[] => {
    const [left, right] = [childOf(node, 'left'), childOf(node, 'right')]
    if (left === null || right === null) return []
    const [before, after] = [text.slice(node.start, left.end), text.slice(right.start, node.end)]
    const was = String(node['operator'])
    const between = text.slice(left.end, right.start)
    return (operators.get(was) ?? []).map((other) =>
      replace(node, before + between.replace(was, other) + after),
    )
  }

/** Where a condition is turned over by being always true, or always false, it is not once more. */
const isWholeTest = ({ node, parents: [parent] }: Place): boolean =>
  parent !== undefined && childOf(parent, 'test') === node

export const turnedOver = (place: Place): readonly Change[] =>
  isWholeTest(place) ? [] : otherOperators(equalities)(place)

export const unsigned = (place: Place): readonly Change[] =>
  isWholeTest(place) ? [] : keepOnly('argument')(place)

export const always =
  (...values: readonly string[]) =>
  ({ node }: Place): readonly Change[] => {
    const test = childOf(node, 'test')
    return test === null ? [] : values.map((value) => replace(test, value))
  }

const operators = new Map<unknown, string>([
  ['+=', '-='],
  ['-=', '+='],
  ['++', '--'],
  ['--', '++'],
  ['??=', '='],
])

export function otherAssignment({ node, text }: Place): readonly Change[] {
  const other = operators.get(node['operator'])
  const was = String(node['operator'])
  return other === undefined ? [] : [replace(node, sourceOf(text, node).replace(was, other))]
}
