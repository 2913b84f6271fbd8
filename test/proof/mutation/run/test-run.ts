import { collect, type Run } from './collect.ts'

/** A test that waits for what a mutant never does. None of them waits for anything real. */
const TEST_WITHIN_MS = 3_000

/** Whether every test of a file passes; the first that fails ends it. */
export async function passes(load: () => unknown): Promise<boolean> {
  try {
    for (const run of collect(load)) await inTime(run)
    return true
  } catch {
    return false
  }
}

async function inTime(run: Run): Promise<void> {
  const result = run()
  if (!(result instanceof Promise)) return
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('The test did not end.')), TEST_WITHIN_MS)
  })
  try {
    await Promise.race([result, tooLate])
  } finally {
    clearTimeout(timer)
  }
}
