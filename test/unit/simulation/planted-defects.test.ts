import { expect, test } from 'vitest'
import { runMany } from '../../support/simulation/many/run-many.ts'
import { defects } from '../../support/simulation/planted/defects.ts'

/**
 * Within so many schedules a mistake has to be found. Most are found in the first ten; a stale
 * callback has to come in the few seconds in which a second card is being charged.
 */
const SCHEDULES = 6_000

test.each(defects)(
  'I1, I2, I3, I4, I5, I7: a mistake is found: $name',
  { timeout: 300_000 },
  async (defect) => {
    const { tampering, breaks, from = 0 } = defect
    const { found } = await runMany({ seed: 5, from, schedules: SCHEDULES, tampering })

    expect(breaks).toContain(found?.broke.law)
  },
)
