import { expect, test } from 'vitest'
import { Agent } from '../../support/journey/agent.ts'
import { Caller } from '../../support/journey/caller.ts'
import { journeyWorld } from '../../support/journey/world.ts'
import { counted } from '../../support/outage/on-the-line.ts'

test.each(
  (['turn', 'verdict'] as const).flatMap((throttled) =>
    (['push', 'poll'] as const).map((delivery) => ({ throttled, delivery })),
  ),
)(
  'a $throttled that the API turns away for too many requests is not lost ($delivery)',
  async (of) => {
    const world = await journeyWorld(of)
    const agent = new Agent(world)
    const caller = await Caller.calls(world)
    await caller.agrees()
    await caller.keysCard()
    await caller.hears(/confirmation code/)

    const session = await agent.sessionOfCall(caller.callSid)
    expect(session).toMatchObject({ status: 'succeeded', money: 'moved' })
    expect(counted(world, 'SessionUnresolved')).toBe(0)
    expect(world.simulator.ledger()).toHaveLength(1)
    await world.stop()
  },
)
