import fc from 'fast-check'
import { targets } from '../targets.ts'
import { vitest } from './collect.ts'
import { dependentsOf, packagesOf, testsOf } from './import-graph.ts'
import { Modules } from './modules.ts'
import { passes } from './test-run.ts'

/** Runs the tests of one mutant after another, in a process that is asked by messages. */

export interface Question {
  readonly file: string
  /** What the file says instead. */
  readonly text: string
  /** All of its tests are run, without regard to an earlier failure. */
  readonly all: boolean
}

export interface Reply {
  /** Test files in which something failed. */
  readonly failedIn: readonly string[]
}

// The same random lives for every mutant, so that the same ones survive on every run.
fc.configureGlobal({ seed: 20_261_123 })
// What the tests have in the environment, as Lambda has.
Object.assign(process.env, {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
})

const allTests = [...new Set(targets.flatMap(testsOf))]
const modules = await Modules.withPackages(packagesOf(allTests), new Map([['vitest', vitest]]))

/** What takes longer than this goes through random lives, and is asked when nothing else kills. */
const SLOW_MS = 250

/** Of each file, those first that killed its last mutants. */
const ordered = new Map(targets.map((file) => [file, testsOf(file)]))
const dependents = new Map(targets.map((file) => [file, dependentsOf(file)]))

let strayFailures = 0
process.on('unhandledRejection', () => {
  strayFailures += 1
})

async function answer({ file, text, all }: Question): Promise<Reply> {
  const tests = ordered.get(file) ?? []
  const load = modules.loaderWith({ file, text, dependents: dependents.get(file) ?? new Set() })
  const failedIn: string[] = []
  strayFailures = 0
  for (const test of tests) {
    const startedAt = performance.now()
    const hasPassed = (await passes(() => load(test))) && strayFailures === 0
    const isSlow = performance.now() - startedAt > SLOW_MS
    if (isSlow || !hasPassed) reorder(file, { test, isFirst: !isSlow })
    if (hasPassed) continue
    failedIn.push(test)
    if (!all) break
  }
  return { failedIn }
}

function reorder(file: string, move: { readonly test: string; readonly isFirst: boolean }): void {
  const others = (ordered.get(file) ?? []).filter((other) => other !== move.test)
  ordered.set(file, move.isFirst ? [move.test, ...others] : [...others, move.test])
}

process.on('message', (question: Question) => {
  answer(question).then((reply) => process.send?.(reply))
})
process.on('disconnect', () => process.exit())
process.send?.('ready')
