import type { Place } from '../syntax.ts'
import { type Change, sourceOf } from './change.ts'

/** What a regular expression is made of, as far as a mistake can be made in it. */
const pieces =
  /\\[pP]\{[^}]*\}|\\.|\[(?:\\.|[^\]\\])*\]|\(\?(?:<?[=!]|:|<\w+>)|\{\d+(?:,\d*)?\}|[\s\S]/g

const negated = (letter: string): string =>
  letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()

/** What may stand there instead; `null` where it is as good as anything else. */
function otherPiece(piece: string): string | null {
  if (/^\\[dDsSwWpP]/.test(piece)) return `\\${negated(piece.charAt(1))}${piece.slice(2)}`
  if (piece.startsWith('[^')) return `[${piece.slice(2)}`
  if (piece.startsWith('[')) return `[^${piece.slice(1)}`
  if (/^\(\?<?=$/.test(piece)) return piece.replace('=', '!')
  if (/^\(\?<?!$/.test(piece)) return piece.replace('!', '=')
  return /^(?:[+*?^$]|\{.*\})$/.test(piece) ? '' : null
}

/** A pattern with another class, without a repetition, or that does not care where text begins. */
export function otherPattern({ node, text }: Place): readonly Change[] {
  const source = sourceOf(text, node)
  if (!source.startsWith('/')) return []
  const end = source.lastIndexOf('/')
  return [...source.slice(1, end).matchAll(pieces)].flatMap(({ 0: piece, index }) => {
    const becomes = otherPiece(piece)
    const start = node.start + 1 + index
    return becomes === null ? [] : [{ start, end: start + piece.length, becomes }]
  })
}
