import type { SeedOf } from '../chance/choices.ts'
import type { Broken } from '../checks/watch.ts'
import type { Tampering } from '../places/tampering.ts'
import { runSchedule } from '../schedule.ts'
import { add, emptyTally, type Tally } from './tally.ts'

export interface Found extends SeedOf {
  readonly broke: Broken
}

export interface ManyRun {
  readonly tally: Tally
  /** The first that broke a law. */
  readonly found: Found | null
}

/** Schedules one after the other, until as many are done or one breaks a law. */
export async function runMany(many: {
  readonly seed: number
  readonly from: number
  readonly schedules: number
  readonly tampering?: Tampering
}): Promise<ManyRun> {
  const { seed, from, schedules, tampering } = many
  const tally = emptyTally()
  for (let index = from; index < from + schedules; index++) {
    const options = { from: { seed, index }, ...(tampering === undefined ? {} : { tampering }) }
    const outcome = await runSchedule(options)
    add(tally, outcome)
    if (outcome.broke !== null) return { tally, found: { seed, index, broke: outcome.broke } }
  }
  return { tally, found: null }
}
