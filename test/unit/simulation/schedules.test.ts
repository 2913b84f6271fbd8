import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { runMany } from '../../support/simulation/many/run-many.ts'
import { runSchedule } from '../../support/simulation/schedule.ts'

/** So many go into every run of the tests; `npm run simulate` runs as many as one likes. */
const SCHEDULES = 1_500
const PATIENT = { timeout: 120_000 }

const hashOf = async (seed: number) => {
  const hash = createHash('sha256')
  for (let index = 0; index < 20; index++) {
    const { trace } = await runSchedule({ from: { seed, index }, isTraced: true })
    for (const line of trace) hash.update(`${line}\n`)
  }
  return hash.digest('hex')
}

describe('I1, I2, I3, I4, I5, I7: payments in all kinds of trouble', () => {
  test('are never charged twice, never lost, and never told untruly', PATIENT, async () => {
    const { tally, found } = await runMany({ seed: 20_261_123, from: 0, schedules: SCHEDULES })

    expect(found).toBeNull()
    expect(tally.payments).toBeGreaterThan(2_500)
    expect(tally.statuses['succeeded']).toBeGreaterThan(900)
    expect(tally.statuses['unresolved']).toBeGreaterThan(30)
  })
})

test('a day on which nothing goes wrong is a payment that succeeds', async () => {
  const { broke, statuses, payments } = await runSchedule({ from: [] })

  expect({ broke, statuses, payments }).toEqual({
    broke: null,
    statuses: ['succeeded'],
    payments: 1,
  })
})

describe('a schedule', () => {
  test(
    'is the same for the same seed, byte by byte, and another for another',
    PATIENT,
    async () => {
      const once = await hashOf(7)

      expect(await hashOf(7)).toBe(once)
      expect(await hashOf(8)).not.toBe(once)
    },
  )

  test('can be repeated from its choices alone', async () => {
    const drawn = await runSchedule({ from: { seed: 7, index: 3 }, isTraced: true })
    const again = await runSchedule({ from: drawn.choices, isTraced: true })

    expect(again.trace).toEqual(drawn.trace)
  })
})
