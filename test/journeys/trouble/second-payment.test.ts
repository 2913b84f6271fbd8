import { expect, test } from 'vitest'
import { Agent } from '../../support/journey/agent.ts'
import { Caller } from '../../support/journey/caller.ts'
import { twimlServer } from '../../support/journey/twiml-server.ts'
import { journeyWorld } from '../../support/journey/world.ts'

/** Twilio's documents leave open by which way it refuses a second payment on a call. */
test.each(['rest', 'callback'])('another payment is open on the call: told by %s', async (way) => {
  const world = await journeyWorld()
  const ivr = await twimlServer('<Response><Pause length="600"/></Response>')
  const agent = new Agent(world)
  const caller = await Caller.callsElsewhere(world, ivr.url)
  await world.passes(1_000)
  await world.switches({ secondSession: way })
  await caller.hasPaymentOpened()

  await agent.posts('/sessions', {
    mode: 'assisted',
    callSid: caller.callSid,
    amount: '9.00',
    currency: 'USD',
    reference: 'SECOND',
  })
  await world.passes(5_000)

  const session = await agent.sessionOfCall(caller.callSid)
  expect(session).toMatchObject({ status: 'failed', reason: 'session-in-progress' })
  expect(session['money']).toBe('not-moved')
  await world.stop()
  await ivr.stop()
})

/** The first word of the payment comes late, when its session has ended for one of these. */
const created = { on: 'callback', phase: 'created', do: 'delay', times: 1 }
const executed = { on: 'rest', operation: 'create', do: '500-executed' }
const refused = { on: 'rest', operation: 'create', do: 'refuse', code: 64009, times: 4 }
const ways = {
  'was given up': {
    faults: [
      { ...created, delayMs: 600_000 },
      { ...executed, times: 50 },
    ],
    reason: 'twilio-unavailable',
    heardAfterMs: 480_000,
  },
  'was refused on the next try': {
    faults: [{ ...created, delayMs: 10_000 }, { ...executed, times: 1 }, refused],
    reason: 'refused-by-twilio',
    heardAfterMs: 4_000,
  },
  'was opened twice, and the second is the one we know': {
    switches: { idempotencyKeyReplay: 'no', secondSession: 'callback' },
    faults: [
      { ...created, delayMs: 10_000 },
      { ...executed, times: 1 },
    ],
    reason: 'session-in-progress',
    heardAfterMs: 4_000,
  },
}

test.each(Object.entries(ways))('a payment that %s makes room for the next', async (_, way) => {
  const world = await journeyWorld()
  const ivr = await twimlServer('<Response><Pause length="1800"/></Response>')
  const agent = new Agent(world)
  const caller = await Caller.callsElsewhere(world, ivr.url)
  const start = (reference: string) =>
    agent.posts('/sessions', {
      ...{ mode: 'assisted', callSid: caller.callSid },
      ...{ amount: '9.00', currency: 'USD', reference },
    })
  await world.passes(1_000)
  if ('switches' in way) await world.switches(way.switches)
  await world.faults(...way.faults)

  await start('FIRST')
  await world.passes(way.heardAfterMs)
  const ended = await agent.sessionOfCall(caller.callSid)
  // It is heard of at last; from now on nothing is broken.
  await world.faults()
  await world.passes(180_000)
  await start('SECOND')
  await world.passes(5_000)

  expect(ended).toMatchObject({ status: 'failed', reason: way.reason })
  expect(await agent.sessionOfCall(caller.callSid)).toMatchObject({
    ...{ status: 'collecting', reference: 'SECOND' },
  })
  await world.stop()
  await ivr.stop()
})
