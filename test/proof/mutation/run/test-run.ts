import { collect, type Run } from './collect.ts'

/** A test that waits for what a mutant never does. None of them waits for anything real. */
const TEST_WITHIN_MS = 3_000

/** `unloadable`: before any test had begun, by a module that fails as soon as it is there. */
export type TestEnd = 'passed' | 'failed' | 'too-late' | 'unloadable'

class TooLate extends Error {}

/** How the tests of a file end; the first that fails ends them. */
export async function endOf(load: () => unknown, patience: number): Promise<TestEnd> {
  let runs: readonly Run[]
  try {
    runs = collect(load)
  } catch {
    return 'unloadable'
  }
  try {
    for (const run of runs) await within(TEST_WITHIN_MS * patience, run)
    return 'passed'
  } catch (error) {
    return error instanceof TooLate ? 'too-late' : 'failed'
  }
}

async function within(ms: number, run: Run): Promise<void> {
  const result = run()
  if (!(result instanceof Promise)) return
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new TooLate('The test did not end.')), ms)
  })
  try {
    await Promise.race([result, tooLate])
  } finally {
    clearTimeout(timer)
  }
}
