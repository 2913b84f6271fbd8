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

test('a payment of which we hear when it was given up makes room for the next', async () => {
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
  const created = { on: 'callback', phase: 'created', do: 'delay', delayMs: 600_000, times: 1 }
  await world.faults(created, { on: 'rest', operation: 'create', do: '500-executed', times: 50 })

  await start('FIRST')
  await world.passes(480_000)
  const givenUp = await agent.sessionOfCall(caller.callSid)
  // The create is heard of at last; from now on nothing is broken.
  await world.faults()
  await world.passes(180_000)
  const next = await start('SECOND')

  expect(givenUp).toMatchObject({ status: 'failed', reason: 'twilio-unavailable' })
  expect(next.status).toBe(201)
  await world.passes(1_000)
  expect(await agent.sessionOfCall(caller.callSid)).toMatchObject({
    ...{ status: 'collecting', reference: 'SECOND' },
  })
  await world.stop()
  await ivr.stop()
})
