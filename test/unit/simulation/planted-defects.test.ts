import { expect, test } from 'vitest'
import { runMany } from '../../support/simulation/many/run-many.ts'
import { defects } from '../../support/simulation/planted/defects.ts'

/** Within so many schedules a mistake has to be found. */
const SCHEDULES = 3_000

test.each(defects)('a mistake is found: $name', { timeout: 60_000 }, async (defect) => {
  const { tampering, breaks } = defect
  const { found } = await runMany({ seed: 1, from: 0, schedules: SCHEDULES, tampering })

  expect(breaks).toContain(found?.broke.law)
})
