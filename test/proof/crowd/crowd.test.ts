import { expect, test } from 'vitest'
import { crowd } from './crowd.ts'

test('calls at the same time are each charged their own amount, and told their own code', async () => {
  const result = await crowd({ calls: 20, withinMs: 110_000 })

  expect(result.mixed).toEqual([])
  expect(result).toMatchObject({ charges: 20, late: 0, metrics: { SessionSucceeded: 20 } })
  // Every fifth is an agent's who presses twice: the second of two finds the first.
  expect(result.counts.refusedWrites).toBeGreaterThan(0)
  expect(result.counts.serverErrors).toBe(0)
})
