import { childOf, childrenOf, placesIn, type SyntaxNode } from '../proof/mutation/syntax.ts'

/** A test as it is written in a file, whether or not its name is made of a table. */
export interface WrittenTest {
  readonly title: string
  /** The title, and those of the describes it is in. */
  readonly titles: readonly string[]
  readonly runs: boolean
}

/** Read from the syntax: a comment that looks like a test is none. */
export function testsIn(text: string): readonly WrittenTest[] {
  return placesIn(text).flatMap(({ node, parents }) => {
    const [own, title] = [namesOf(node), titleOf(node)]
    if (own[0] !== 'test' || title === null) return []
    const around = parents.filter((parent) => namesOf(parent)[0] === 'describe')
    const titles = [title, ...around.flatMap((parent) => titleOf(parent) ?? [])]
    const words = [node, ...around].flatMap(namesOf)
    return [{ title, titles, runs: !words.some((word) => stops.has(word)) }]
  })
}

const stops: ReadonlySet<string> = new Set(['skip', 'todo', 'fails', 'runIf', 'skipIf'])

/** `test.each(…)('…')` is called by the names `test` and `each`. */
function namesOf(node: SyntaxNode | null): readonly string[] {
  switch (node?.type) {
    case 'CallExpression':
      return namesOf(childOf(node, 'callee'))
    case 'MemberExpression':
      return [...namesOf(childOf(node, 'object')), ...namesOf(childOf(node, 'property'))]
    case 'Identifier':
      return [String(node['name'])]
    default:
      return []
  }
}

/** What is put into a title when it runs shows as `$`. */
function titleOf(call: SyntaxNode): string | null {
  const [first] = call.type === 'CallExpression' ? childrenOf(call, 'arguments') : []
  if (first?.type === 'Literal') return String(first['value'])
  if (first?.type !== 'TemplateLiteral') return null
  return childrenOf(first, 'quasis').map(cookedOf).join('$')
}

function cookedOf({ value }: SyntaxNode): string {
  return typeof value === 'object' && value !== null && 'cooked' in value
    ? String(value.cooked)
    : ''
}
