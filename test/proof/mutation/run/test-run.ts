import { type EventLoopUtilization, performance } from 'node:perf_hooks'
import { collect, type Run } from './collect.ts'

/**
 * How long nothing may happen in a test. What waits for a thing that a mutant never does leaves the
 * process idle, however busy the machine is; and none of the tests waits for anything real.
 */
const IDLE_MS = 3_000

/** Less of its time than this a process that is waiting has something to do. */
const IDLE_UTILIZATION = 0.05

/** `unloadable`: before any test had begun, by a module that fails as soon as it is there. */
export type TestEnd = 'passed' | 'failed' | 'waits' | 'unloadable'

class Waits extends Error {}

/** How the tests of a file end; the first that fails ends them. Tells of each that has passed. */
export async function endOf(load: () => unknown, hasPassed: () => void): Promise<TestEnd> {
  let runs: readonly Run[]
  try {
    runs = collect(load)
  } catch {
    return 'unloadable'
  }
  try {
    for (const run of runs) {
      await inTime(run)
      hasPassed()
    }
    return 'passed'
  } catch (error) {
    return error instanceof Waits ? 'waits' : 'failed'
  }
}

async function inTime(run: Run): Promise<void> {
  const result = run()
  if (!(result instanceof Promise)) return
  let timer: NodeJS.Timeout | undefined
  const waiting = new Promise((_, reject) => {
    let before: EventLoopUtilization = performance.eventLoopUtilization()
    timer = setInterval(() => {
      const now = performance.eventLoopUtilization()
      const { utilization } = performance.eventLoopUtilization(now, before)
      before = now
      if (utilization < IDLE_UTILIZATION) reject(new Waits('The test waits for ever.'))
    }, IDLE_MS)
  })
  try {
    await Promise.race([result, waiting])
  } finally {
    clearInterval(timer)
  }
}
