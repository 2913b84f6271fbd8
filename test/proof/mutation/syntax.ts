import { parseAst } from 'vitest/node'

/** A node of a source's syntax, as ESTree has it. */
export interface SyntaxNode {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [member: string]: unknown
}

export const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && 'type' in value && 'start' in value

export const childOf = (node: SyntaxNode, member: string): SyntaxNode | null => {
  const child = node[member]
  return isNode(child) ? child : null
}

export const childrenOf = (node: SyntaxNode, member: string): readonly SyntaxNode[] => {
  const children = node[member]
  return Array.isArray(children) ? children.filter(isNode) : []
}

/** A node, and what it is in: the nearest first. */
export interface Place {
  readonly node: SyntaxNode
  readonly parents: readonly SyntaxNode[]
  readonly text: string
}

/** What TypeScript adds around an expression that runs. Every other node of its is erased. */
const aroundExpressions = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
])

const isErased = ({ type }: SyntaxNode): boolean =>
  (type.startsWith('TS') && !aroundExpressions.has(type)) || type === 'ImportDeclaration'

/** Every node that runs. */
export function placesIn(text: string): readonly Place[] {
  const program: unknown = parseAst(text, { lang: 'ts' })
  const places: Place[] = []
  const visit = (node: SyntaxNode, parents: readonly SyntaxNode[]): void => {
    if (isErased(node)) return
    places.push({ node, parents, text })
    const inside = [node, ...parents]
    for (const member of Object.values(node)) {
      const children: readonly unknown[] = Array.isArray(member) ? member : [member]
      for (const child of children) if (isNode(child)) visit(child, inside)
    }
  }
  if (isNode(program)) visit(program, [])
  return places
}
