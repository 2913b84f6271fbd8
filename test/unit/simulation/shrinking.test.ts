import { describe, expect, test } from 'vitest'
import { shrunk } from '../../support/simulation/chance/shrink.ts'
import { explain } from '../../support/simulation/many/explain.ts'
import { runMany } from '../../support/simulation/many/run-many.ts'
import { defects } from '../../support/simulation/planted/defects.ts'
import { type Outcome, runSchedule } from '../../support/simulation/schedule.ts'

describe('a list of choices is made smaller', () => {
  test('to the one that matters, and that to the least that it may be', async () => {
    const choices = [3, 1, 4, 1, 5, 9, 2, 6]
    const stillFails = async (left: readonly number[]) => left.some((choice) => choice >= 5)

    expect(await shrunk({ choices, stillFails })).toEqual([5])
  })

  test('while what comes before it is kept, when its place matters', async () => {
    const choices = [3, 1, 4, 1, 5, 9]
    const stillFails = async (left: readonly number[]) => left[4] === 5

    expect(await shrunk({ choices, stillFails })).toEqual([0, 0, 0, 0, 5])
  })
})

/** Choices that are not 0, which is what mostly happens. */
const extraordinaryIn = (outcome: Pick<Outcome, 'choices'> | null): number =>
  (outcome?.choices ?? []).filter((choice) => choice !== 0).length

/** Some hundred runs of a schedule, on a machine that has other things to do. */
const PATIENT = { timeout: 120_000 }

test(
  'a schedule that breaks a law is explained by a small one, and its replay',
  PATIENT,
  async () => {
    const [defect] = defects.filter(({ name }) => /without a verdict/.test(name))
    if (defect === undefined) throw new Error('The defect that this test is about is gone.')
    const { tampering } = defect
    const { found } = await runMany({ seed: 3, from: 0, schedules: 3_000, tampering })
    if (found === null) throw new Error('The planted defect was not found.')
    const whole = await runSchedule({ from: found, isTraced: true, tampering })

    const { smallest, lines } = await explain(found, tampering)

    expect(smallest?.broke?.law).toBe(found.broke.law)
    // Less is out of the ordinary then; an ordinary call in full may take more steps.
    expect(extraordinaryIn(smallest)).toBeLessThan(extraordinaryIn(whole))
    expect(lines).toContain(`Replay: npm run simulate -- --replay 3.${found.index}`)
    expect(lines.at(-1)).toBe(smallest?.trace.at(-1))
  },
)
