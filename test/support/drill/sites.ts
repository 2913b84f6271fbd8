import { codeOf, type Source, sourcesUnder } from '../../tidy/source.ts'

/** The awaits of the use cases, as they are written, and as a drill has met them. */

const lineOf = (code: string, index: number): number => code.slice(0, index).split('\n').length

const linesWith = (source: Source, pattern: RegExp): readonly string[] => {
  const code = codeOf(source)
  return [...code.matchAll(pattern)].map(({ index }) => `${source.path}:${lineOf(code, index)}`)
}

/**
 * Every line that waits for something. `await Promise.all(started)` only gathers what other lines
 * have started, and those are looked for.
 */
export const awaitsIn = (sources: readonly Source[]): readonly string[] => [
  ...new Set(
    sources.flatMap((source) => linesWith(source, /\bawait\b(?! Promise\.all\(\w+\)$)/gm)),
  ),
]

/** The lines of use cases in which somebody was waiting when an I/O was killed. */
export function awaitsMet(stacks: Iterable<string>): ReadonlySet<string> {
  const met = new Set<string>()
  for (const stack of stacks) {
    for (const [, place = ''] of stack.matchAll(/(lambda\/use-cases\/[\w/-]+\.ts:\d+):\d+/g)) {
      met.add(place)
    }
  }
  return met
}

/** Methods that answer later, of every port: `SessionStore.load`. */
export const ioIn = (sources: readonly Source[]): readonly string[] =>
  sources.flatMap((source) =>
    [...codeOf(source).matchAll(/^export interface (\w+)[^{]*\{(.*?)^\}/gms)].flatMap(
      ([, name = '', body = '']) =>
        [...body.matchAll(/^ {2}(\w+)\([\s\S]*?\): ([\w<]+)/gm)]
          .filter(([, , answer = '']) => answer.startsWith('Promise<'))
          .map(([, method = '']) => `${name}.${method}`),
    ),
  )

/** By which name a drill knows each port: `sessions` is the world's `SessionStore`. */
export function namesOfPorts(sources: readonly Source[]): ReadonlyMap<string, string> {
  const fields = sources.flatMap((source) => [
    ...codeOf(source).matchAll(/^ {2}readonly (\w+): ([A-Z]\w+)(?: \| null)?$/gm),
  ])
  return new Map(fields.map(([, field = '', type = '']) => [type, field]))
}

export const useCases = (): readonly Source[] => sourcesUnder('lambda/use-cases')
export const ports = (): readonly Source[] => sourcesUnder('lambda/ports')
/** Where the ports come together: the world, and what a handler has beside it. */
export const worlds = (): readonly Source[] => [
  ...sourcesUnder('lambda/use-cases/engine'),
  ...sourcesUnder('lambda/http').filter(({ path }) => path.endsWith('/dependencies.ts')),
]
