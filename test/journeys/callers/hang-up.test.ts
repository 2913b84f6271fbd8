import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Agent } from '../../support/journey/agent.ts'
import { Caller } from '../../support/journey/caller.ts'
import { type JourneyWorld, journeyWorld } from '../../support/journey/world.ts'

/** What the caller has done, in order, before hanging up after the n-th. */
const steps = [
  { waitsFor: /press 1/, presses: '1' },
  { waitsFor: /enter your card number/, presses: '4111111111111111' },
  { waitsFor: /expiration date/, presses: '1230' },
  { waitsFor: /security code/, presses: '123' },
  { waitsFor: /postal code/, presses: '94105#' },
]

describe.each(['push', 'poll'] as const)('S27: a caller who hangs up (%s)', (delivery) => {
  let world: JourneyWorld
  let agent: Agent

  beforeEach(async () => {
    world = await journeyWorld({ delivery })
    agent = new Agent(world)
  })
  afterEach(() => world.stop())

  async function goesUntil(step: number): Promise<Caller> {
    const caller = await Caller.calls(world)
    for (const { waitsFor, presses } of steps.slice(0, step)) {
      await caller.hears(waitsFor)
      await caller.presses(presses)
    }
    const next = steps[step]
    if (next !== undefined) await caller.hears(next.waitsFor)
    return caller
  }

  test.each([0, 1, 2, 3, 4])('while asked for entry %i has paid nothing', async (step) => {
    const caller = await goesUntil(step)
    await caller.hangsUp()

    await world.until(async () => {
      const { status } = await agent.sessionOfCall(caller.callSid)
      return status === 'failed'
    })
    const session = await agent.sessionOfCall(caller.callSid)
    expect(session).toMatchObject({ reason: 'caller-hung-up', money: 'not-moved' })
    expect(world.simulator.ledger()).toEqual([])
  })

  test('in the middle of a number has paid nothing', async () => {
    const caller = await goesUntil(1)
    await caller.presses('41111')
    await world.passes(2_000)
    await caller.hangsUp()

    await world.passes(1_000)
    const session = await agent.sessionOfCall(caller.callSid)
    expect(session).toMatchObject({ status: 'failed', reason: 'caller-hung-up' })
    expect(world.simulator.ledger()).toEqual([])
  })

  test('after the last entry is charged once, and the session says so', async () => {
    const caller = await goesUntil(5)
    await world.until(async () => {
      const { status } = await agent.sessionOfCall(caller.callSid)
      return status === 'completing'
    })
    await caller.hangsUp()

    await world.until(() => world.simulator.ledger().length > 0)
    await world.passes(10_000)
    const session = await agent.sessionOfCall(caller.callSid)
    expect(session).toMatchObject({ status: 'succeeded', money: 'moved' })
    expect(world.simulator.ledger()).toHaveLength(1)
    // Nor had it said anything else before.
    expect(world.logLines.filter((line) => line.includes('ChargeContradicted'))).toEqual([])
  })

  test('at the offer is noticed within three minutes without any notice from Twilio', async () => {
    await world.faults({ on: 'webhook', webhook: 'call-status', do: 'drop' })
    const caller = await goesUntil(0)
    await caller.hangsUp()
    expect(await agent.sessionOfCall(caller.callSid)).toMatchObject({ status: 'offered' })

    await world.passes(3 * 60_000)
    const session = await agent.sessionOfCall(caller.callSid)
    expect(session).toMatchObject({ status: 'failed', reason: 'caller-hung-up' })
  })
})
