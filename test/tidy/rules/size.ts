import { posix } from 'node:path'
import { closingOf, codeOf, lineAt, type Source } from '../source.ts'

export const linesIn = ({ text }: Source): number => text.replace(/\n$/, '').split('\n').length

export const longFiles = (sources: readonly Source[], linesMax: number): readonly string[] =>
  sources
    .filter((source) => linesIn(source) > linesMax)
    .map((source) => `${source.path}: ${linesIn(source)} lines`)

/** Lines over the limit, unless a word without a space makes them so, or a sentence. */
export function longLines(sources: readonly Source[], columnsMax: number): readonly string[] {
  return sources.flatMap((source) => {
    const code = codeOf(source).split('\n')
    return source.text.split('\n').flatMap((line, index) => {
      const isComment = /^\s*(\/\/|\/?\*)/.test(line)
      const written = isComment ? withoutAddresses(line) : withoutText(code[index] ?? '')
      return written.length > columnsMax ? [`${source.path}:${index + 1}`] : []
    })
  })
}

const withoutAddresses = (line: string): string => line.replace(/\S*:\/\/\S*/g, '')

/** The formatter leaves single spaces in code, so that more of them were a string. */
const withoutText = (line: string): string => line.trimEnd().replace(/(?<=\S) {2,}/g, '')

/**
 * Functions with a body, by their braces. Limits: a return type that is written with braces hides
 * its function, and an arrow without braces is as long as its expression, which nobody counts.
 */
export function longFunctions(sources: readonly Source[], linesMax: number): readonly string[] {
  return sources.flatMap((source) => {
    const code = codeOf(source)
    return bodiesIn(code)
      .filter(({ lines }) => lines > linesMax)
      .filter(({ start }) => !isGroupOfTests(code, start))
      .map(({ start, lines }) => `${source.path}:${lineAt(code, start)}: ${lines} lines`)
  })
}

const bodiesIn = (code: string) =>
  [...code.matchAll(/\{/g)]
    .filter(({ index }) => opensFunction(code, index))
    .map(({ index }) => ({
      start: index,
      lines: lineAt(code, closingOf(code, index)) - lineAt(code, index) + 1,
    }))

/** How far back a head is looked for: longer ones do not occur. */
const HEAD_CHARACTERS = 600

function opensFunction(code: string, open: number): boolean {
  const before = code.slice(Math.max(0, open - HEAD_CHARACTERS), open).trimEnd()
  if (before.endsWith('=>')) return true
  const head = /^[\s\S]*\)(?=(?:\s*:[^={};()]*)?$)/.exec(before)?.[0]
  return head !== undefined && !/\b(if|for|while|switch|catch)\s*$/.test(beforeLastCall(head))
}

/** What stands before the parentheses that close last. */
function beforeLastCall(before: string): string {
  let depth = 0
  for (let at = before.lastIndexOf(')'); at >= 0; at--) {
    if (before.charAt(at) === ')') depth += 1
    if (before.charAt(at) === '(') depth -= 1
    if (depth === 0) return before.slice(0, at)
  }
  return ''
}

/** `describe` holds tests together as a file does; each test in it is measured. */
function isGroupOfTests(code: string, start: number): boolean {
  const call = code.slice(0, callAround(code, start))
  const name = call.endsWith(')') ? beforeLastCall(call) : call
  return /\bdescribe(?:\.\w+)*$/.test(name)
}

/** Where the parentheses open that are open at `start`. */
function callAround(code: string, start: number): number {
  let depth = 0
  for (let at = start - 1; at >= 0; at--) {
    if (code.charAt(at) === ')') depth += 1
    if (code.charAt(at) === '(') depth -= 1
    if (depth < 0) return at
  }
  return 0
}

/** Folders with more files than can be taken in at a glance. */
export function fullFolders(paths: readonly string[], filesMax: number): readonly string[] {
  const counts = new Map<string, number>()
  for (const path of paths) {
    const folder = posix.dirname(path)
    counts.set(folder, (counts.get(folder) ?? 0) + 1)
  }
  return [...counts]
    .filter(([, count]) => count > filesMax)
    .map(([folder, count]) => `${folder}: ${count} files`)
}
