import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createVitest } from 'vitest/node'
import { root } from '../../tidy/source.ts'

/** Runs tests on one mutated file after another, in one process that is asked by messages. */

export interface Question {
  readonly file: string
  readonly mutated: string
  readonly tests: readonly string[]
}

export interface Reply {
  /** Files with a test that failed, or that could not be run at all. */
  readonly failedIn: readonly string[]
}

/** A test that waits for ever on what a mutant never does; the slowest here takes two seconds. */
const TEST_TIMEOUT_MS = 5_000

const mutated = new Map<string, string>()

const vitest = await createVitest(
  'test',
  {
    root,
    config: false,
    watch: false,
    include: ['test/unit/**/*.test.ts'],
    setupFiles: [fileURLToPath(new URL('fixed-seed.ts', import.meta.url))],
    pool: 'threads',
    // One process for many mutants: what is not mutated is read once.
    isolate: false,
    fileParallelism: false,
    maxWorkers: 1,
    bail: 1,
    execArgv: [],
    testTimeout: TEST_TIMEOUT_MS,
    reporters: [{}],
    env: { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' },
  },
  {
    plugins: [
      {
        name: 'mutant',
        enforce: 'pre',
        load: (id: string) => mutated.get(id.split('?')[0] ?? id) ?? null,
      },
    ],
  },
)

async function answer({ file, mutated: text, tests }: Question): Promise<Reply> {
  const path = join(root, file)
  for (const other of mutated.keys()) vitest.invalidateFile(other)
  mutated.clear()
  mutated.set(path, text)
  vitest.invalidateFile(path)
  const specifications = await vitest.globTestSpecifications([...tests])
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications)
  // Bailed out before its first test, a file has not failed: another has.
  const failed = testModules.filter((module) => module.state() === 'failed')
  const failedIn = failed.map(({ relativeModuleId }) => relativeModuleId)
  return { failedIn: unhandledErrors.length > 0 ? [...failedIn, 'outside of a test'] : failedIn }
}

process.on('message', (question: Question) => {
  answer(question).then(
    (reply) => process.send?.(reply),
    (error) => process.send?.({ failedIn: [`the runner: ${error}`] } satisfies Reply),
  )
})
process.on('disconnect', () => process.exit())
process.send?.('ready')
