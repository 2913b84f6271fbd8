import type { Simulator } from './simulator.ts'
import type { VirtualTime } from './time.ts'

/** Lets virtual time move on, from one event to the next, until the condition holds. */
export async function runUntil(run: {
  readonly simulator: Simulator
  readonly time: VirtualTime
  readonly condition: () => boolean | Promise<boolean>
  /** In virtual time. */
  readonly limitMs: number
}): Promise<void> {
  const { simulator, time, condition, limitMs } = run
  const startedAtMs = time.now()
  for (;;) {
    await simulator.quiet()
    if (await condition()) return
    const heard = lastHeard(simulator)
    if (!time.runNext()) {
      throw new Error(`Nothing more is going to happen, and the condition does not hold. ${heard}`)
    }
    if (time.now() - startedAtMs > limitMs) {
      throw new Error(`The condition does not hold after ${limitMs} ms. ${heard}`)
    }
  }
}

function lastHeard(simulator: Simulator): string {
  const last = simulator.calls().flatMap((call) => call.heard.at(-1) ?? [])
  const latest = last.sort((a, b) => a.at.localeCompare(b.at)).at(-1)
  return latest === undefined ? 'No call heard anything.' : `Heard last: "${latest.text}"`
}
