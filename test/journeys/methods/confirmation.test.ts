import { afterEach, describe, expect, test } from 'vitest'
import { Agent } from '../../support/journey/agent.ts'
import { Caller } from '../../support/journey/caller.ts'
import { type JourneyWorld, journeyWorld } from '../../support/journey/world.ts'

let world: JourneyWorld
afterEach(() => world.stop())

describe.each(['push', 'poll'] as const)(
  'a caller whom Twilio asks to confirm (%s)',
  (delivery) => {
    const called = async () => {
      world = await journeyWorld({ delivery })
      const caller = await Caller.calls(world, { confirmation: 'true' })
      await caller.agrees()
      await caller.keysCard()
      await caller.hears(/Card ending in 1 1 1 1/)
      return caller
    }

    test('hears nothing else meanwhile, takes a while, says yes, and is paid', async () => {
      const caller = await called()
      await world.passes(20_000)
      const asked = caller.texts().length
      await caller.presses('1')

      await caller.hears(/confirmation code/)
      expect(caller.texts().slice(asked - 1, asked)).toEqual([
        expect.stringContaining('Card ending in 1 1 1 1'),
      ])
      expect(world.simulator.ledger()).toHaveLength(1)
    })

    test('says no, hears that nothing was charged, and nothing was', async () => {
      const caller = await called()
      await caller.presses('2')

      await caller.hears(/cancelled\. You have not been charged/)
      expect(world.simulator.ledger()).toEqual([])
      const session = await new Agent(world).sessionOfCall(caller.callSid)
      expect(session).toMatchObject({ status: 'cancelled', money: 'not-moved' })
    })

    test('says nothing at all: nobody knows, and the caller hears that', async () => {
      const caller = await called()

      await caller.hears(/do not know yet/)
      const session = await new Agent(world).sessionOfCall(caller.callSid)
      expect(session).toMatchObject({ status: 'unresolved', money: 'not-known' })
    })
  },
)
