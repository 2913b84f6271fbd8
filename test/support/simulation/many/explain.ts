import type { SeedOf } from '../chance/choices.ts'
import { shrunk } from '../chance/shrink.ts'
import { laws } from '../checks/watch.ts'
import type { Tampering } from '../places/tampering.ts'
import { type Outcome, runSchedule } from '../schedule.ts'

interface Explanation {
  /** The smallest schedule that breaks the same law, traced; `null` if this one breaks none. */
  readonly smallest: Outcome | null
  readonly lines: readonly string[]
}

/** What a schedule breaks, in as few steps as can be found, and how to see it again. */
export async function explain(
  { seed, index }: SeedOf,
  tampering?: Tampering,
): Promise<Explanation> {
  const change = tampering === undefined ? {} : { tampering }
  const first = await runSchedule({ from: { seed, index }, ...change })
  const broke = first.broke
  if (broke === null) {
    return { smallest: null, lines: [`Schedule ${seed}.${index} breaks no law.`] }
  }
  const choices = await shrunk({
    choices: first.choices,
    stillFails: async (candidate) =>
      (await runSchedule({ from: candidate, ...change })).broke?.law === broke.law,
  })
  const smallest = await runSchedule({ from: choices, isTraced: true, ...change })
  const lines = [
    `Broken: ${laws[broke.law]} (${broke.law}).`,
    smallest.broke?.how ?? broke.how,
    `Replay: npm run simulate -- --replay ${seed}.${index}`,
    `Made smaller, from ${first.choices.length} choices to ${choices.length}:`,
    ...smallest.trace,
  ]
  return { smallest, lines }
}
