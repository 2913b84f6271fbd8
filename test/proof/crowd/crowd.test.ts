import { describe, expect, test } from 'vitest'
import { crowd } from './crowd.ts'
import { faultsOf } from './judging.ts'

test('calls at the same time are each charged their own amount, and told their own code', async () => {
  const result = await crowd({ calls: 20, withinMs: 110_000 })

  expect(result.mixed).toEqual([])
  expect(result).toMatchObject({ charges: 20, late: 0, metrics: { SessionSucceeded: 20 } })
  // Every fifth is an agent's who presses twice: the second of two finds the first.
  expect(result.counts.refusedWrites).toBeGreaterThan(0)
  expect(result.counts.serverErrors).toBe(0)
})

describe('a call is found to be mixed up', () => {
  const order = { reference: 'CROWD-1', amount: '10.01' }
  const own = { amount: '10.01', description: 'CROWD-1', confirmationCode: 'AB12' }
  const words = 'Your confirmation code is: A, B, 1, 2.'
  const faults = (...ledger: readonly (typeof own)[]) => faultsOf(order, { ledger, words })

  test('when it was charged another amount, twice, not at all, or told another code', () => {
    expect(faults(own, { ...own, description: 'CROWD-2' })).toEqual([])
    expect(faults({ ...own, amount: '10.02' })).toHaveLength(1)
    expect(faults(own, own)).toHaveLength(1)
    expect(faults()).toHaveLength(1)
    expect(faults({ ...own, confirmationCode: 'CD34' })).toHaveLength(1)
  })
})
