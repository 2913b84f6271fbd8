import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Agent } from '../../support/journey/agent.ts'
import { Caller } from '../../support/journey/caller.ts'
import { type JourneyWorld, journeyWorld } from '../../support/journey/world.ts'

describe.each(['push', 'poll'] as const)(
  'S16, S22: a charge without a verdict (%s)',
  (delivery) => {
    let world: JourneyWorld
    let agent: Agent

    beforeEach(async () => {
      world = await journeyWorld({ delivery })
      agent = new Agent(world)
    })
    afterEach(() => world.stop())

    async function paysWith(number?: string): Promise<Caller> {
      const caller = await Caller.calls(world)
      await caller.hears(/press 1/)
      await caller.presses('1')
      await caller.keysCard(number === undefined ? {} : { number })
      return caller
    }

    test('is told to the caller as it is: not known, and not to be paid again', async () => {
      const caller = await paysWith('4000000000000119')
      const words = await caller.hears(/do not know yet/)

      expect(words).toContain('do not pay again')
      const session = await agent.sessionOfCall(caller.callSid)
      expect(session).toMatchObject({ status: 'unresolved', money: 'not-known' })
      expect(caller.texts().join(' ')).not.toMatch(/not been charged|successful/)
      expect(world.simulator.ledger()).toHaveLength(1)
    })

    test('is said within a minute of its deadline even if nobody is on the line', async () => {
      const caller = await paysWith('4000000000000119')
      await world.until(() => world.simulator.ledger().length === 1)
      await caller.hangsUp()

      await world.passes(150_000)
      const session = await agent.sessionOfCall(caller.callSid)
      expect(session).toMatchObject({ status: 'unresolved', money: 'not-known' })
      const counted = world.logLines.filter((line) => line.includes('"SessionUnresolved":1'))
      expect(counted).toHaveLength(1)
    })

    test('has a slow verdict, and the caller is kept on the line for it', async () => {
      const caller = await paysWith('4000000000000341')
      await caller.hears(/still waiting for your bank/)

      await caller.hears(/confirmation code/)
      expect(world.simulator.ledger()).toHaveLength(1)
      expect(await agent.sessionOfCall(caller.callSid)).toMatchObject({ status: 'succeeded' })
    })

    test('is resolved by a callback that comes late', async () => {
      await world.faults({ on: 'callback', phase: 'completed', do: 'delay', delayMs: 300_000 })
      const caller = await paysWith()
      await caller.hears(/do not know yet/)

      await world.passes(300_000)
      const session = await agent.sessionOfCall(caller.callSid)
      expect(session).toMatchObject({ status: 'succeeded', money: 'moved' })
      expect(world.simulator.ledger()).toHaveLength(1)
    })

    test('because the processor fell silent is not known either', async () => {
      await world.faults({ on: 'processor', do: 'silent' })
      const caller = await paysWith()
      await caller.hears(/do not know yet/)

      const session = await agent.sessionOfCall(caller.callSid)
      expect(session).toMatchObject({ status: 'unresolved', money: 'not-known' })
    })

    test.each(['500-executed', '500-not-executed', 'reset-executed', 'garbage'])(
      'after Twilio answered it with %s is never sent again',
      async (fault) => {
        await world.faults({ on: 'rest', operation: 'complete', do: fault, times: 1 })
        const caller = await paysWith()
        await caller.hears(/do not know yet|confirmation code/)

        const { status } = await agent.sessionOfCall(caller.callSid)
        const charges = world.simulator.ledger().length
        expect({ status, charges }).toEqual(
          fault === '500-not-executed'
            ? { status: 'unresolved', charges: 0 }
            : { status: 'succeeded', charges: 1 },
        )
      },
    )
  },
)
