import { codeOf, lineAt, type Source, sourcesUnder } from '../../tidy/source.ts'

/** The awaits and the I/Os of the use cases, as they are written, and as a drill has met them. */

const linesWith = (source: Source, pattern: RegExp): readonly string[] => {
  const code = codeOf(source)
  return [...code.matchAll(pattern)].map(({ index }) => `${source.path}:${lineAt(code, index)}`)
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

/**
 * Every line that asks a port for I/O, and for what, whether or not it waits for it itself: what is
 * returned, or started for later, is no await. A port is found by the name that the world has for
 * it, also where it was taken out of the world: `payments.send`.
 */
export function callsIn(sources: readonly Source[], ios: readonly string[]): readonly string[] {
  const names = ios.map((io) => io.replace('.', '\\s*\\??\\.\\s*'))
  const call = new RegExp(`\\b(?:${names.join('|')})\\b`, 'g')
  const calls = sources.flatMap((source) => {
    const code = codeOf(source)
    return [...code.matchAll(call)].map(({ 0: text, index }) => {
      const io = text.replaceAll(/[\s?]/g, '')
      return `${source.path}:${lineAt(code, index + text.length)} ${io}`
    })
  })
  return [...new Set(calls)]
}

const useCaseLines = /(lambda\/use-cases\/[\w/-]+\.ts:\d+):\d+/g

/** The same, of a drill: what was killed is the message of a stack, and its first line asked. */
export const callsMet = (stacks: Iterable<string>): ReadonlySet<string> =>
  new Set(
    [...stacks].flatMap((stack) => {
      const [, io = ''] = /^Error: (\S+)$/m.exec(stack) ?? []
      return [...stack.matchAll(useCaseLines)].slice(0, 1).map(([, place]) => `${place} ${io}`)
    }),
  )

/** The lines of use cases in which somebody was waiting when an I/O was killed. */
export function awaitsMet(stacks: Iterable<string>): ReadonlySet<string> {
  const met = new Set<string>()
  for (const stack of stacks) {
    for (const [, place = ''] of stack.matchAll(useCaseLines)) {
      met.add(place)
    }
  }
  return met
}

/** Methods that answer later, of every port: `SessionStore.load`. */
const ioIn = (sources: readonly Source[]): readonly string[] =>
  sources.flatMap((source) =>
    [...codeOf(source).matchAll(/^export interface (\w+)[^{]*\{(.*?)^\}/gms)].flatMap(
      ([, name = '', body = '']) =>
        [...body.matchAll(/^ {2}(\w+)\([\s\S]*?\): ([\w<]+)/gm)]
          .filter(([, , answer = '']) => answer.startsWith('Promise<'))
          .map(([, method = '']) => `${name}.${method}`),
    ),
  )

/** By which name a drill knows each port: `sessions` is the world's `SessionStore`. */
function namesOfPorts(sources: readonly Source[]): ReadonlyMap<string, string> {
  const fields = sources.flatMap((source) => [
    ...codeOf(source).matchAll(/^ {2}readonly (\w+): ([A-Z]\w+)(?: \| null)?$/gm),
  ])
  return new Map(fields.map(([, field = '', type = '']) => [type, field]))
}

export const useCases = (): readonly Source[] => sourcesUnder('lambda/use-cases')
const ports = (): readonly Source[] => sourcesUnder('lambda/ports')
/** Where the ports come together: the world, and what a handler has beside it. */
const worlds = (): readonly Source[] => [
  ...sourcesUnder('lambda/use-cases/engine'),
  ...sourcesUnder('lambda/http').filter(({ path }) => path.endsWith('/dependencies.ts')),
]

/** By the name that the world has for the port: `sessions.save`. */
export function iosOfPorts(): readonly string[] {
  const names = namesOfPorts(worlds())
  return ioIn(ports()).map((io) => {
    const [port = '', method = ''] = io.split('.')
    return `${names.get(port) ?? port}.${method}`
  })
}
