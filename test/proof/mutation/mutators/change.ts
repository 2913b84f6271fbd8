import { childOf, type Place, type SyntaxNode } from '../syntax.ts'

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

export const replace = ({ start, end }: SyntaxNode, becomes: string): Change => ({
  start,
  end,
  becomes,
})

export const sourceOf = (text: string, node: SyntaxNode): string => text.slice(node.start, node.end)

/** One part of a node in place of all of it. */
export const keepOnly =
  (...members: readonly string[]) =>
  ({ node, text }: Place): readonly Change[] =>
    members.flatMap((member) => {
      const part = childOf(node, member)
      return part === null ? [] : [replace(node, `(${sourceOf(text, part)})`)]
    })
