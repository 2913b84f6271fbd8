import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A file of the project, as the rules see it. */
export interface Source {
  /** From the root of the project, with `/` on every system. */
  readonly path: string
  readonly text: string
}

export const root = fileURLToPath(new URL('../../', import.meta.url))

export const readText = (path: string): string => readFileSync(join(root, path), 'utf8')

/** Everything under the folders, in the order of the alphabet. */
export function filesUnder(...folders: readonly string[]): readonly string[] {
  return folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
        posix.join(folder, name.replaceAll('\\', '/')),
      ),
    )
    .filter((path) => statSync(join(root, path)).isFile())
    .sort()
}

export const sourcesUnder = (...folders: readonly string[]): readonly Source[] =>
  filesUnder(...folders)
    .filter((path) => path.endsWith('.ts'))
    .map((path) => ({ path, text: readText(path) }))

const QUOTES = new Set(["'", '"', '`'])

/**
 * The code alone: comments, strings and regular expressions become spaces, line breaks stay.
 * A scanner of a page, no parser. Its limits: a regular expression is told from a division by
 * what comes before it, and code inside of `${…}` counts as part of its string.
 */
export function codeOf({ text }: Source): string {
  let code = ''
  let at = 0
  while (at < text.length) {
    const end = endOfText(text, { at, before: code })
    if (end === at) {
      code += text.charAt(at)
      at += 1
      continue
    }
    code += text.slice(at, end).replace(/[^\n]/g, ' ')
    at = end
  }
  return code
}

const regularExpression = /^\/(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\\n[])+\/[a-z]*/

/** Where the comment, string or regular expression ends that begins here; `at` if none does. */
function endOfText(text: string, here: { readonly at: number; readonly before: string }): number {
  const { at, before } = here
  const character = text.charAt(at)
  if (text.startsWith('//', at)) return endAfter(text, { at, end: '\n' }) - 1
  if (text.startsWith('/*', at)) return endAfter(text, { at, end: '*/' })
  if (QUOTES.has(character)) return endOfQuoted(text, at)
  if (character === '/' && /(^|[=(,:;!&|?{}[\n]|=>|\breturn)\s*$/.test(before.slice(-20))) {
    return at + (regularExpression.exec(text.slice(at))?.[0].length ?? 0)
  }
  return at
}

function endAfter(text: string, until: { readonly at: number; readonly end: string }): number {
  const found = text.indexOf(until.end, until.at)
  return found === -1 ? text.length : found + until.end.length
}

function endOfQuoted(text: string, start: number): number {
  const quote = text.charAt(start)
  let depth = 0
  for (let at = start + 1; at < text.length; at++) {
    if (text.charAt(at) === '\\') at += 1
    else if (quote === '`' && text.startsWith('${', at)) depth += 1
    else if (depth > 0 && text.charAt(at) === '}') depth -= 1
    else if (depth === 0 && text.charAt(at) === quote) return at + 1
  }
  return text.length
}

/** Where the bracket closes that opens at `open`; the end of the code if it never does. */
export function closingOf(code: string, open: number): number {
  const opening = code.charAt(open)
  const closing = { '(': ')', '{': '}', '[': ']' }[opening] ?? ''
  let depth = 0
  for (let at = open; at < code.length; at++) {
    if (code.charAt(at) === opening) depth += 1
    if (code.charAt(at) === closing) depth -= 1
    if (depth === 0) return at
  }
  return code.length
}

export const lineAt = (code: string, index: number): number =>
  code.slice(0, index).split('\n').length
