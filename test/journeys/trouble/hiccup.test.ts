import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Agent } from '../../support/journey/agent.ts'
import { Caller } from '../../support/journey/caller.ts'
import { type JourneyWorld, journeyWorld } from '../../support/journey/world.ts'
import { counted } from '../../support/outage/on-the-line.ts'

describe.each(['push', 'poll'] as const)('a hiccup of the database (%s)', (delivery) => {
  let world: JourneyWorld
  let agent: Agent
  let caller: Caller

  beforeEach(async () => {
    world = await journeyWorld({ delivery })
    agent = new Agent(world)
    caller = await Caller.calls(world)
    await caller.agrees()
  })
  afterEach(() => world.stop())

  /** From when a callback has been put into the queue. */
  async function goesOnFor(ms: number) {
    await world.until(() => counted(world, 'CallbackQueued') === 1)
    if (ms > 0) await world.passes(ms)
    world.outage.ends()
  }

  test.each([1_000, 4_000])('of %i ms makes a verdict late, and not unknown', async (ms) => {
    await caller.keysCard()
    await world.until(() => world.simulator.ledger().length === 1)
    world.outage.begins()
    await goesOnFor(ms)

    await caller.hears(/confirmation code/)
    const session = await agent.sessionOfCall(caller.callSid)
    expect(session).toMatchObject({ status: 'succeeded', money: 'moved' })
    expect(counted(world, 'CallbackReplayed')).toBe(1)
    expect(counted(world, 'SessionUnresolved')).toBe(0)
  })

  /** Twilio has told by then that it listens, so that only what is keyed is still to come. */
  async function keysNumberDuringIt() {
    await caller.hears(/enter your card number/)
    await world.passes(1_000)
    world.outage.begins()
    await caller.presses('4111111111111111')
  }

  test('of a second has a caller key again what was keyed meanwhile', async () => {
    await keysNumberDuringIt()
    await goesOnFor(1_000)
    await caller.answersAll()

    // By the time of the second replay it is too old to lead to a charge.
    const asked = caller.texts().filter((text) => text.includes('enter your card number'))
    expect(asked.length).toBeGreaterThan(1)
    expect(caller.texts().join(' ')).toMatch(/confirmation code/)
    expect(counted(world, 'CallbackReplayed')).toBe(1)
    expect(world.simulator.ledger()).toHaveLength(1)
  })

  test('that is over before the first replay is not noticed', async () => {
    await keysNumberDuringIt()
    await goesOnFor(0)

    await caller.hears(/expiration date/)
    expect(counted(world, 'CallbackReplayed')).toBe(1)
  })
})
