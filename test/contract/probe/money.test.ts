import { describe, expect, test } from 'vitest'
import { type Bench, benchWith, everything, foundBy, skippedBy } from './probed.ts'

/** A fault that waits for the next `complete`, and shows whether one came. */
const watchCompletes = async ({ call, put }: Bench) => {
  const fault = { on: 'rest', operation: 'complete', do: '500-not-executed', times: 99 }
  await put('/faults', { rules: [fault] })
  return async () => {
    const { rules } = JSON.parse(await (await fetch(`${call.url}/faults`)).text())
    return 99 - Number(rules[0].left)
  }
}

const allButCharge = everything.filter((need) => need !== 'charge')

describe('no money', () => {
  test.each([
    ['at once', {}],
    ['at complete', { connectorRefusal: 'at-complete', missingFieldsError: 'callback' }],
  ])('is asked for without --charge-test-card, with refusals %s', async (_, switches) => {
    const bench = await benchWith(switches)
    const completes = await watchCompletes(bench)

    const report = await bench.probe({ allowed: allButCharge })

    expect(Object.keys(foundBy(report)).length).toBeGreaterThan(30)
    expect([...skippedBy(report)].sort()).toEqual([
      'afterDecline',
      'confirmationRefused',
      'missingFieldsError',
      'paymentErrorEncoding',
    ])
    expect(await completes()).toBe(0)
    expect(bench.call.simulator.ledger()).toEqual([])
  })

  test('moves with it either: the card that is keyed is declined', async () => {
    const bench = await benchWith({ connectorRefusal: 'at-complete', afterDecline: 'open' })

    const report = await bench.probe()

    expect(foundBy(report)).toMatchObject({ afterDecline: 'open', connectorRefusal: 'at-complete' })
    expect(bench.call.simulator.ledger()).toEqual([])
  })
})

test('what is opened says what it is, and for how much', async () => {
  const bench = await benchWith()
  const cards: string[] = []
  const { call } = bench
  // Somebody who keys another card than asked for, so that the ledger shows what was opened.
  const press = async (keys: string) => {
    const pressed = keys.startsWith('4000') ? '4111111111111111' : keys
    cards.push(keys)
    const url = `${call.url}/caller/calls/${call.callSid}/keys`
    await fetch(url, { method: 'POST', body: JSON.stringify({ keys: pressed }) })
    return () => undefined
  }
  const person = { press, hangUp: async () => () => undefined, tell: () => undefined }

  const report = await bench.probe({ only: ['afterDecline'] }, { person })

  expect(cards[0]).toBe('4000000000000002')
  expect(call.simulator.ledger()).toMatchObject([
    { amount: '1.00', currency: 'USD', description: 'probe, do not ship' },
  ])
  expect(report.outcomes).toMatchObject([{ value: null, saw: 'not seen: Result=success' }])
})
