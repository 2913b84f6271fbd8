import { describe, expect, test } from 'vitest'
import { payingWith } from './broken-bench.ts'

describe('the processor', () => {
  const completing = async (...rules: readonly unknown[]) => {
    const { bench, callSid } = await payingWith(...rules)
    const payment = await bench.pay(callSid)
    await bench.enterCard(callSid, payment)
    await bench.finish(callSid, payment)
    const startedAtMs = bench.time.now()
    const result = await bench.result()
    const tookMs = bench.time.now() - startedAtMs
    return { result, tookMs, charges: bench.simulator.ledger().length }
  }

  test('declines', async () => {
    const { result, charges } = await completing({ on: 'processor', do: 'decline' })

    expect(result).toMatchObject({ Result: 'payment-connector-error', PayErrorCode: '64012' })
    expect(charges).toBe(0)
  })

  test('is asked again after ten seconds', async () => {
    const { result, tookMs, charges } = await completing({
      on: 'processor',
      do: 'silent',
      times: 1,
    })

    expect(result).toMatchObject({ Result: 'success' })
    expect([charges, Math.floor(tookMs / 1_000)]).toEqual([1, 11])
  })

  test('is given up after five more times', async () => {
    const { result, tookMs, charges } = await completing({ on: 'processor', do: 'silent' })

    expect(result).toMatchObject({ Result: 'payment-connector-error', PayErrorCode: '64002' })
    expect([charges, Math.floor(tookMs / 1_000)]).toEqual([0, 60])
  })

  test('charges once, however often its answer is lost', async () => {
    const { result, charges } = await completing({ on: 'processor', do: 'answer-lost', times: 3 })

    expect(result).toMatchObject({ Result: 'success' })
    expect(charges).toBe(1)
  })

  test('takes its time', async () => {
    const { tookMs, charges } = await completing({ on: 'processor', do: 'slow', delayMs: 30_000 })

    expect([charges, Math.floor(tookMs / 1_000)]).toEqual([1, 30])
  })
})
