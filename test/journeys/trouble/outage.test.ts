import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Agent } from '../../support/journey/agent.ts'
import { Caller } from '../../support/journey/caller.ts'
import { twimlServer } from '../../support/journey/twiml-server.ts'
import { type JourneyWorld, journeyWorld } from '../../support/journey/world.ts'

const MINUTE_MS = 60_000

describe.each(['push', 'poll'] as const)('ten minutes without the database (%s)', (delivery) => {
  let world: JourneyWorld
  let agent: Agent

  beforeEach(async () => {
    world = await journeyWorld({ delivery })
    agent = new Agent(world)
  })
  afterEach(() => world.stop())

  async function tenMinutesPass(): Promise<void> {
    await world.passes(10 * MINUTE_MS)
    world.outage.ends()
    await world.passes(5 * MINUTE_MS)
  }

  /** Two callers alone, of whom the second pays with a card that takes a while. */
  async function callersWhoseChargeIsOut(): Promise<readonly Caller[]> {
    const callers: Caller[] = []
    for (const number of ['4000000000000341', '4111111111111111']) {
      const caller = await Caller.calls(world, { reference: `INV-${callers.length}` })
      await caller.agrees()
      await caller.keysCard({ number })
      callers.push(caller)
      if (number.endsWith('1111')) await world.until(() => world.simulator.ledger().length > 0)
    }
    return callers
  }

  test('lose no verdict on a charge that was out, and charge nothing twice', async () => {
    const callers = await callersWhoseChargeIsOut()
    world.outage.begins()
    await tenMinutesPass()

    for (const { callSid } of callers) {
      expect(await agent.sessionOfCall(callSid)).toMatchObject({
        status: 'succeeded',
        money: 'moved',
      })
    }
    expect(world.simulator.ledger()).toHaveLength(2)
    expect(world.callbackQueue.waiting()).toEqual([])
    expect(world.callbackQueue.deadLetters()).toEqual([])
  })
})
