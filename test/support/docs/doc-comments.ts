import { readFileSync } from 'node:fs'
import { root } from './project.ts'

/**
 * The doc comment right above the line that begins with `declaration`, as one paragraph; empty
 * where there is none. Comments are read as text: TypeScript 7 has no compiler to ask.
 */
export function docCommentOf(path: string, declaration: string): string {
  const lines = sourceOf(path).split('\n')
  const at = lines.findIndex((line) => line.trimStart().startsWith(declaration))
  if (at === -1) throw new Error(`${path} has no line that begins with "${declaration}".`)
  if (!lines[at - 1]?.trimEnd().endsWith('*/')) return ''
  const start = lines.findLastIndex((line, index) => index < at && line.includes('/**'))
  return proseOf(lines.slice(start, at))
}

/** The first sentence, with its full stop. */
export const firstSentence = (text: string): string => /^.*?[.!?](?=\s|$)/.exec(text)?.[0] ?? text

export const sourceOf = (path: string): string => readFileSync(`${root}${path}`, 'utf8')

/** Links to where a number comes from stay in the code, where the number is. */
const linkLine = /^https:\/\/\S+( \(.*\))?$/

function proseOf(commentLines: readonly string[]): string {
  return commentLines
    .map((line) =>
      line
        .replace(/^\s*\/?\*{1,2}\/?/, '')
        .replace(/\*\/\s*$/, '')
        .trim(),
    )
    .filter((line) => line !== '' && !linkLine.test(line))
    .join(' ')
    .replace(/ https:\/\/\S+$/, '')
}
