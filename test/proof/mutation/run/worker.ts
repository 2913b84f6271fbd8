import fc from 'fast-check'
import { targets } from '../targets.ts'
import { vitest } from './collect.ts'
import { dependentsOf, packagesOf, testsOf } from './import-graph.ts'
import { Modules } from './modules.ts'
import { ALIVE } from './signs.ts'
import { endOf } from './test-run.ts'

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
  /** Test files that could not even be loaded: nothing was asked, and so nothing was found. */
  readonly unloadable: readonly string[]
  /** Whether what failed was a test that waits for ever. */
  readonly waits: boolean
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

/** Signs of life are sent so often at the most. */
const ALIVE_EVERY_MS = 1_000

let toldAt = 0

function tellAlive(): void {
  const now = performance.now()
  if (now - toldAt < ALIVE_EVERY_MS || !process.connected) return
  toldAt = now
  process.send?.(ALIVE)
}

/** What a test has left behind fails with it, and not with the next mutant. */
const strays = (): Promise<void> => new Promise((done) => void setImmediate(done))

async function answer({ file, text, all }: Question): Promise<Reply> {
  const tests = ordered.get(file) ?? []
  const load = modules.loaderWith({ file, text, dependents: dependents.get(file) ?? new Set() })
  const failedIn: string[] = []
  const unloadable: string[] = []
  let waits = false
  strayFailures = 0
  for (const test of tests) {
    const startedAt = performance.now()
    const end = await endOf(() => load(test), tellAlive)
    if (end === 'unloadable') {
      unloadable.push(test)
      continue
    }
    await strays()
    const hasPassed = end === 'passed' && strayFailures === 0
    const isSlow = performance.now() - startedAt > SLOW_MS
    if (isSlow || !hasPassed) reorder(file, { test, isFirst: !isSlow })
    if (hasPassed) continue
    waits = end === 'waits'
    failedIn.push(test)
    if (!all) break
  }
  return { failedIn, unloadable, waits }
}

function reorder(file: string, move: { readonly test: string; readonly isFirst: boolean }): void {
  const others = (ordered.get(file) ?? []).filter((other) => other !== move.test)
  ordered.set(file, move.isFirst ? [move.test, ...others] : [...others, move.test])
}

process.on('message', (question: Question) => {
  answer(question).then((reply) => process.connected && process.send?.(reply))
})
process.on('disconnect', () => process.exit())
process.send?.('ready')
