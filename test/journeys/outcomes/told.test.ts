import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Caller } from '../../support/journey/caller.ts'
import { outcomesIn } from '../../support/journey/outcomes.ts'
import { type JourneyWorld, journeyWorld } from '../../support/journey/world.ts'

const MINUTE_MS = 60_000

/** A back end that marks orders as paid: it reads the queue, and does each outcome once. */
async function ordersOf(world: JourneyWorld) {
  const outcomes = await outcomesIn(world)
  const ids = outcomes.map(({ id }) => id)
  return outcomes.filter(({ id }, index) => ids.indexOf(id) === index)
}

describe('I10: a back end that reads the queue of outcomes', () => {
  let world: JourneyWorld

  beforeEach(async () => {
    world = await journeyWorld()
  })
  afterEach(() => world.stop())

  test('hears of a payment that was made, as the processor has it', async () => {
    const caller = await Caller.calls(world)
    await caller.agrees()
    await caller.keysCard()
    await caller.hears(/confirmation code/)

    const [charge] = world.simulator.ledger()
    expect(await ordersOf(world)).toMatchObject([
      {
        number: 1,
        status: 'succeeded',
        money: 'moved',
        confirmationCode: charge?.confirmationCode,
        reference: 'INV-1001',
        amount: '42.50',
        callSid: caller.callSid,
      },
    ])
  })

  test('hears that a charge is not known, and later the truth', async () => {
    await world.faults({ on: 'callback', phase: 'completed', do: 'delay', delayMs: 300_000 })
    const caller = await Caller.calls(world)
    await caller.agrees()
    await caller.keysCard()
    await caller.hears(/do not know yet/)
    await world.passes(10 * MINUTE_MS)

    const outcomes = await ordersOf(world)
    expect(outcomes.map(({ number, status, money }) => ({ number, status, money }))).toEqual([
      { number: 1, status: 'unresolved', money: 'not-known' },
      { number: 2, status: 'succeeded', money: 'moved' },
    ])
  })

  test('hears of a caller who hung up, and of nothing before the end', async () => {
    const caller = await Caller.calls(world)
    await caller.agrees()
    expect(await ordersOf(world)).toEqual([])
    await caller.hangsUp()
    await world.passes(MINUTE_MS)

    expect(await ordersOf(world)).toMatchObject([
      { status: 'failed', reason: 'caller-hung-up', money: 'not-moved' },
    ])
  })
})
