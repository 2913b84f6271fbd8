import { afterEach, describe, expect, test } from 'vitest'
import { Agent } from '../../support/journey/agent.ts'
import { Caller } from '../../support/journey/caller.ts'
import { twimlServer } from '../../support/journey/twiml-server.ts'
import { type JourneyWorld, journeyWorld } from '../../support/journey/world.ts'

const fields = [
  { field: 'payment-card-number', keys: '4111111111111111', wrong: '5555555555554444' },
  { field: 'expiration-date', keys: '1230', wrong: '1130' },
  { field: 'security-code', keys: '123', wrong: '132' },
  { field: 'postal-code', keys: '94105#', wrong: '94015#' },
] as const

/** What the caller is asked for, by the words for it. */
const asking = (field: string): RegExp =>
  new RegExp(field === 'payment-card-number' ? 'card number' : field.replace('-', ' '))

const secondTime = (field: string): RegExp => new RegExp(`${asking(field).source} a second time`)

let world: JourneyWorld
afterEach(() => world.stop())

describe.each(['push', 'poll'] as const)('a caller who keys a field twice (%s)', (delivery) => {
  test.each(fields)('the $field: both times the same, and pays', async ({ field: twice }) => {
    world = await journeyWorld({ delivery })
    const caller = await Caller.calls(world, { requireMatchingInputs: twice })
    await caller.agrees()
    for (const { field, keys } of fields) {
      await caller.hears(asking(field))
      await caller.presses(keys)
      if (field !== twice) continue
      await caller.hears(secondTime(field))
      await caller.presses(keys)
    }
    await caller.hears(/confirmation code/)

    expect(world.simulator.ledger()).toHaveLength(1)
  })

  test.each(fields)('the $field: not the same, keys both again, and pays', async (twice) => {
    world = await journeyWorld({ delivery })
    const caller = await Caller.calls(world, { requireMatchingInputs: twice.field })
    await caller.agrees()
    for (const { field, keys } of fields) {
      await caller.hears(asking(field))
      await caller.presses(keys)
      if (field !== twice.field) continue
      await caller.hears(secondTime(field))
      await caller.presses(twice.wrong)
      expect(await caller.hears(/again/)).toContain('The two entries were not the same.')
      await caller.presses(keys)
      await caller.hears(secondTime(field))
      await caller.presses(keys)
    }
    await caller.hears(/confirmation code/)

    expect(world.simulator.ledger()).toHaveLength(1)
  })
})

test('an agent has every field keyed twice', async () => {
  world = await journeyWorld()
  const agent = new Agent(world)
  const ivr = await twimlServer('<Response><Pause length="600"/></Response>')
  const caller = await Caller.callsElsewhere(world, ivr.url)
  await world.passes(1_000)
  const sessionId = await agent.starts(caller.callSid, {
    amount: '42.50',
    currency: 'USD',
    requireMatchingInputs: fields.map(({ field }) => field),
  })
  for (const { field, keys } of fields) {
    await agent.captures(sessionId, { field, keys, by: caller })
    await agent.captures(sessionId, { field: `${field}-matcher`, keys, by: caller })
  }

  expect(await agent.completes(sessionId)).toMatchObject({ status: 'succeeded' })
  expect(world.simulator.ledger()).toHaveLength(1)
  await ivr.stop()
})
