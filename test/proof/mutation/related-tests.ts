import { posix } from 'node:path'
import { importsOf } from '../../tidy/rules/imports.ts'
import { sourcesUnder } from '../../tidy/source.ts'

/**
 * The unit tests whose imports lead to a file, the nearest first. The drill is left out: it would
 * kill much without saying what is wrong, and a mutant is to be killed by a test that says it.
 */
const isUnitTest = (path: string): boolean =>
  path.startsWith('test/unit/') &&
  path.endsWith('.test.ts') &&
  !/^test\/unit\/(engine|simulation|simulator|phone)\//.test(path)

const imports: ReadonlyMap<string, readonly string[]> = new Map(
  sourcesUnder('lambda', 'test', 'local', 'lib').map((source) => [
    source.path,
    importsOf(source).map(({ to }) => to),
  ]),
)

/** How many imports lie between a test and a file; `null` when no way leads there. */
function distance(test: string, file: string): number | null {
  const seen = new Set([test])
  let front = [test]
  for (let steps = 0; front.length > 0; steps++) {
    if (front.includes(file)) return steps
    front = [...new Set(front.flatMap((path) => imports.get(path) ?? []))]
    front = front.filter((path) => !seen.has(path))
    for (const path of front) seen.add(path)
  }
  return null
}

const nameOf = (path: string): string => posix.basename(path).replace(/(\.test)?\.ts$/, '')

/** Namesakes first, then by distance. */
export function testsOf(file: string): readonly string[] {
  return [...imports.keys()]
    .filter(isUnitTest)
    .map((test) => ({ test, steps: distance(test, file), isOwn: nameOf(test) === nameOf(file) }))
    .filter(({ steps }) => steps !== null)
    .sort((one, other) => {
      const byName = Number(other.isOwn) - Number(one.isOwn)
      return byName !== 0 ? byName : (one.steps ?? 0) - (other.steps ?? 0)
    })
    .map(({ test }) => test)
}
