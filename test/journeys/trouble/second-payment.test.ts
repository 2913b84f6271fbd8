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
