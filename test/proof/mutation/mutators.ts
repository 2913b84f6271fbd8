import { childOf, childrenOf, type Place, type SyntaxNode } from './syntax.ts'

/** A piece of a source, and what is written in its place. */
export interface Change {
  readonly start: number
  readonly end: number
  readonly becomes: string
}

export interface Mutator {
  readonly name: string
  /** Types of the nodes that it is about. */
  readonly of: readonly string[]
  readonly changes: (place: Place) => readonly Change[]
}

const replace = ({ start, end }: SyntaxNode, becomes: string): Change => ({ start, end, becomes })

const sourceOf = (text: string, node: SyntaxNode): string => text.slice(node.start, node.end)

/** One part of a node in place of all of it. */
const keepOnly =
  (...members: readonly string[]) =>
  ({ node, text }: Place): readonly Change[] =>
    members.flatMap((member) => {
      const part = childOf(node, member)
      return part === null ? [] : [replace(node, `(${sourceOf(text, part)})`)]
    })

const comparisons: ReadonlyMap<unknown, readonly string[]> = new Map([
  ['<', ['<=', '>=']],
  ['<=', ['<', '>']],
  ['>', ['>=', '<=']],
  ['>=', ['>', '<']],
])

const equalities: ReadonlyMap<unknown, readonly string[]> = new Map([
  ['===', ['!==']],
  ['!==', ['===']],
])

const arithmetic: ReadonlyMap<unknown, readonly string[]> = new Map([
  ['+', ['-']],
  ['-', ['+']],
  ['*', ['/']],
  ['/', ['*']],
  ['%', ['*']],
  ['**', ['*']],
])

const otherOperators =
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

const withoutElement = (place: Place): readonly Change[] =>
  withoutEach(place, { member: 'elements', empty: '[]' })

/**
 * In tables, which have their keys in quotes, and beside a spread, which may have the member, too.
 * Anywhere else the compiler misses the member, so that nobody can make this mistake.
 */
function withoutMember(place: Place): readonly Change[] {
  const properties = childrenOf(place.node, 'properties')
  const isForgivable = properties.some(
    (property) => property.type === 'SpreadElement' || childOf(property, 'key')?.type === 'Literal',
  )
  return isForgivable ? withoutEach(place, { member: 'properties', empty: '{}' }) : []
}

/** Where a condition is turned over by being always true, or always false, it is not once more. */
const isWholeTest = ({ node, parents: [parent] }: Place): boolean =>
  parent !== undefined && childOf(parent, 'test') === node

const turnedOver = (place: Place): readonly Change[] =>
  isWholeTest(place) ? [] : otherOperators(equalities)(place)

const unsigned = (place: Place): readonly Change[] =>
  isWholeTest(place) ? [] : keepOnly('argument')(place)

const always =
  (...values: readonly string[]) =>
  ({ node }: Place): readonly Change[] => {
    const test = childOf(node, 'test')
    return test === null ? [] : values.map((value) => replace(test, value))
  }

/** The compiler proves that these are never reached. */
const isUnreachable = ({ node, text }: Place): boolean =>
  sourceOf(text, node).endsWith('satisfies never')

/** `if (condition) statement` without its statement is `if (false) statement`, which is there. */
const without = (place: Place): readonly Change[] => {
  const { node, parents } = place
  const isGuarded = parents[0]?.type === 'IfStatement'
  return isGuarded || isUnreachable(place) ? [] : [replace(node, ';')]
}

const isKey = ({ node, parents: [parent] }: Place): boolean =>
  parent?.type === 'Property' && childOf(parent, 'key') === node && parent['computed'] !== true

/** Words of a union; sentences are for people, and elements are left out as they are. */
function otherWord(place: Place): readonly Change[] {
  const { node } = place
  const { value } = node
  if (typeof value === 'boolean') return [replace(node, String(!value))]
  const isElement = place.parents[0]?.type === 'ArrayExpression'
  if (typeof value !== 'string' || value.includes(' ') || isElement || isKey(place)) return []
  return [replace(node, value === '' ? "'mutant'" : "''")]
}

/** A pattern that no longer cares where its text begins, or ends. */
function withoutAnchors({ node, text }: Place): readonly Change[] {
  const pattern = sourceOf(text, node)
  if (!pattern.startsWith('/')) return []
  const open = pattern.replace(/^\/\^/, '/')
  const free = pattern.replace(/\$(?=\/[a-z]*$)/, '')
  return [open, free].filter((other) => other !== pattern).map((other) => replace(node, other))
}

const otherMethods: ReadonlyMap<string, string> = new Map([
  ['some', 'every'],
  ['every', 'some'],
  ['min', 'max'],
  ['max', 'min'],
  ['padStart', 'padEnd'],
  ['padEnd', 'padStart'],
])

/** Methods that give the same kind of thing as they were called on. */
const steps = new Set(['filter', 'sort', 'reverse', 'slice', 'trim', 'toLowerCase'])

function otherMethod({ node, text }: Place): readonly Change[] {
  const callee = childOf(node, 'callee')
  const method = callee === null ? null : childOf(callee, 'property')
  const on = callee === null ? null : childOf(callee, 'object')
  if (method === null || on === null) return []
  const name = sourceOf(text, method)
  const other = otherMethods.get(name)
  return [
    ...(other === undefined ? [] : [replace(method, other)]),
    ...(steps.has(name) ? [replace(node, sourceOf(text, on))] : []),
  ]
}

const operators = new Map<unknown, string>([
  ['+=', '-='],
  ['-=', '+='],
  ['++', '--'],
  ['--', '++'],
])

function otherAssignment({ node, text }: Place): readonly Change[] {
  const other = operators.get(node['operator'])
  const was = String(node['operator'])
  return other === undefined ? [] : [replace(node, sourceOf(text, node).replace(was, other))]
}

function withoutMark({ node, text }: Place): readonly Change[] {
  const object = childOf(node, 'object') ?? childOf(node, 'callee')
  if (node['optional'] !== true || object === null) return []
  const rest = text.slice(object.end, node.end).replace(/^\?\.(?=\[|\()|^\?(?=\.)/, '')
  return [replace(node, sourceOf(text, object) + rest)]
}

/** What is done to a source, a row each; a new kind of mistake is a new row. */
export const mutators: readonly Mutator[] = [
  { name: 'condition', of: ['IfStatement'], changes: always('true', 'false') },
  { name: 'loop', of: ['WhileStatement', 'ForStatement'], changes: always('false') },
  {
    name: 'choice',
    of: ['ConditionalExpression'],
    changes: keepOnly('consequent', 'alternate'),
  },
  { name: 'part', of: ['LogicalExpression'], changes: keepOnly('left', 'right') },
  { name: 'boundary', of: ['BinaryExpression'], changes: otherOperators(comparisons) },
  { name: 'equality', of: ['BinaryExpression'], changes: turnedOver },
  { name: 'arithmetic', of: ['BinaryExpression'], changes: otherOperators(arithmetic) },
  {
    name: 'assignment',
    of: ['AssignmentExpression', 'UpdateExpression'],
    changes: otherAssignment,
  },
  { name: 'sign', of: ['UnaryExpression'], changes: unsigned },
  { name: 'literal', of: ['Literal'], changes: otherWord },
  { name: 'pattern', of: ['Literal'], changes: withoutAnchors },
  { name: 'text', of: ['TemplateLiteral'], changes: ({ node }) => [replace(node, "''")] },
  { name: 'element', of: ['ArrayExpression'], changes: withoutElement },
  { name: 'member', of: ['ObjectExpression'], changes: withoutMember },
  { name: 'optional', of: ['MemberExpression', 'CallExpression'], changes: withoutMark },
  { name: 'method', of: ['CallExpression'], changes: otherMethod },
  {
    name: 'statement',
    of: [
      'ExpressionStatement',
      'ReturnStatement',
      'ThrowStatement',
      'ForOfStatement',
      'ContinueStatement',
      'BreakStatement',
    ],
    changes: without,
  },
  {
    name: 'answer',
    of: ['ArrowFunctionExpression'],
    changes: ({ node }) => {
      const body = childOf(node, 'body')
      return body?.type === 'CallExpression' ? [replace(body, 'undefined')] : []
    },
  },
]
