import { spawnSync } from 'node:child_process'

/** Odd, so that there is one in the middle; a second's work on a slow machine. */
const STARTS = 9

/**
 * How long Node takes to start on this machine, in the middle of some: seconds of one machine say
 * nothing on another, but as so many starts of Node they do.
 */
export function nodeStartSeconds(): number {
  const starts = Array.from({ length: STARTS }, () => {
    const startedAtMs = performance.now()
    const { status } = spawnSync(process.execPath, ['-e', '0'])
    if (status !== 0) throw new Error(`Node did not start to measure this machine: ${status}.`)
    return (performance.now() - startedAtMs) / 1_000
  })
  return starts.sort((one, other) => one - other)[STARTS >> 1] ?? 0
}
