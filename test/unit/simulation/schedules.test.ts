import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { type ManyRun, runMany } from '../../support/simulation/many/run-many.ts'
import { neverStruck } from '../../support/simulation/many/table.ts'
import { type Outcome, runSchedule } from '../../support/simulation/schedule.ts'

/** So many go into every run of the tests; `npm run simulate` runs as many as one likes. */
const SCHEDULES = 2_000
const PATIENT = { timeout: 300_000 }

const hashOf = async (seed: number) => {
  const hash = createHash('sha256')
  for (let index = 0; index < 20; index++) {
    const { trace } = await runSchedule({ from: { seed, index }, isTraced: true })
    for (const line of trace) hash.update(`${line}\n`)
  }
  return hash.digest('hex')
}

describe('I1, I2, I3, I4, I5, I7: payments in all kinds of trouble', () => {
  let many: ManyRun
  beforeAll(async () => {
    many = await runMany({ seed: 20_261_123, from: 0, schedules: SCHEDULES })
  }, PATIENT.timeout)

  test('are never charged twice, never lost, and never told untruly', () => {
    expect(many.found).toBeNull()
    expect(many.tally.payments).toBeGreaterThan(3_500)
    // One in eight, or so, from the first ring on.
    expect(many.tally.wholePayments / many.tally.payments).toBeGreaterThan(0.1)
    expect(many.tally.wholePayments / many.tally.payments).toBeLessThan(0.15)
  })

  test('come to every kind of ending, most of them to a good one', () => {
    const { statuses } = many.tally

    expect(Object.keys(statuses).sort()).toEqual(['cancelled', 'failed', 'succeeded', 'unresolved'])
    expect(statuses['succeeded']).toBeGreaterThan(1_700)
    expect(statuses['unresolved']).toBeGreaterThan(50)
  })

  test('meet every kind of trouble that there is', () => {
    expect(neverStruck(many.tally)).toEqual([])
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

  test('is the same whether a promise or an event begins it', async () => {
    // Here the first function awaits before its first I/O.
    const from = { seed: 7, index: 55 }
    const begun = await runSchedule({ from, isTraced: true })
    const byEvent = await new Promise<Outcome>((resolve) => {
      setImmediate(() => resolve(runSchedule({ from, isTraced: true })))
    })

    expect(byEvent.trace).toEqual(begun.trace)
  })

  test('can be repeated from its choices alone', async () => {
    const drawn = await runSchedule({ from: { seed: 7, index: 3 }, isTraced: true })
    const again = await runSchedule({ from: drawn.choices, isTraced: true })

    expect(again.trace).toEqual(drawn.trace)
  })
})
