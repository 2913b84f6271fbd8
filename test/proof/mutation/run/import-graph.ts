import { posix } from 'node:path'
import { importsOf } from '../../../tidy/rules/imports.ts'
import { sourcesUnder } from '../../../tidy/source.ts'

const sources = sourcesUnder('lambda', 'lib', 'local', 'test')

const imports: ReadonlyMap<string, readonly string[]> = new Map(
  sources.map((source) => [source.path, importsOf(source).map(({ to }) => to)]),
)

const isSource = (path: string): boolean => imports.has(path)

/** Every source that a file leads to by its imports, itself among them: the nearest first. */
function reachedFrom(file: string): readonly string[] {
  const reached = new Set([file])
  for (const path of reached) {
    for (const next of imports.get(path) ?? []) if (isSource(next)) reached.add(next)
  }
  return [...reached]
}

/**
 * Not asked: what would kill much without saying what is wrong (the drill, the simulation), takes
 * seconds for questions of the HTTP layer (bad input, what must survive), meets no deployed code
 * (the simulator, the phone), or needs another module of Node's than the mutants have (comparison).
 */
const unasked =
  /^test\/unit\/(engine|simulation|bad-input|survival|simulator|phone|adapters\/twilio\/comparison)\b/

/** Of the doors: what is refused there, and what is not. */
const atTheDoor = /^test\/unit\/(survival\/callbacks\/|engine\/webhook-tokens)/

/** Of what talks to somebody else, the tests with a real counterpart; `mute` waits for real. */
const counterparts: ReadonlyMap<string, RegExp> = new Map([
  ['lambda/handlers', atTheDoor],
  ['lambda/http/twilio/endpoint.ts', atTheDoor],
  ['lambda/adapters/dynamodb', /^test\/contract\/stores\/(?!mute-)/],
  ['lambda/adapters/twilio', /^test\/contract\/twilio-adapter\/(?!mute-)/],
])

const isUnit = (path: string): boolean => path.startsWith('test/unit/') && !unasked.test(path)

const isAsked = (test: string, file: string): boolean =>
  isUnit(test) ||
  [file, posix.dirname(file)].some((place) => counterparts.get(place)?.test(test) ?? false)

const reachedByTest: ReadonlyMap<string, readonly string[]> = new Map(
  [...imports.keys()]
    .filter((path) => path.endsWith('.test.ts'))
    .map((path) => [path, reachedFrom(path)]),
)

/** Packages that the files need, and what they reach. */
export const packagesOf = (files: readonly string[]): readonly string[] => {
  const all = files.flatMap((file) => reachedFrom(file).flatMap((path) => imports.get(path) ?? []))
  return [...new Set(all)].filter((name) => !isSource(name) && name !== 'vitest')
}

/** The sources that have to be run anew when this one has changed. */
export const dependentsOf = (file: string): ReadonlySet<string> =>
  new Set([...imports.keys()].filter((path) => reachedFrom(path).includes(file)))

const nameOf = (path: string): string => posix.basename(path).replace(/(\.test)?\.ts$/, '')

/** The unit tests that reach a file: its namesake first, then those to which it is nearer. */
export const testsOf = (file: string): readonly string[] =>
  [...reachedByTest]
    .filter(([test, reached]) => isAsked(test, file) && reached.includes(file))
    .map(([test, reached]) => ({
      test,
      far: nameOf(test) === nameOf(file) ? 0 : reached.indexOf(file),
    }))
    .sort((one, other) => one.far - other.far)
    .map(({ test }) => test)
