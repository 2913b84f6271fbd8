import { afterEach, beforeEach, expect, test } from 'vitest'
import { Agent } from '../../support/journey/agent.ts'
import { Caller } from '../../support/journey/caller.ts'
import { type TwimlServer, twimlServer } from '../../support/journey/twiml-server.ts'
import { type JourneyWorld, journeyWorld } from '../../support/journey/world.ts'

let world: JourneyWorld
let elsewhere: TwimlServer

beforeEach(async () => {
  world = await journeyWorld()
  elsewhere = await twimlServer('<Response><Pause length="1800"/></Response>')
})
afterEach(async () => {
  await world.stop()
  await elsewhere.stop()
})

/** Charged by the processor, and nobody is ever told. */
const silentCard = '4000000000000119'

test('a charge without a verdict is unresolved within a minute of its deadline, unread', async () => {
  const agent = new Agent(world)
  const by = await Caller.callsElsewhere(world, elsewhere.url)
  await world.passes(1_000)
  const price = { amount: '42.50', currency: 'USD', postalCode: false, securityCode: false }
  const id = await agent.starts(by.callSid, price)
  await agent.captures(id, { field: 'payment-card-number', keys: silentCard, by })
  await agent.captures(id, { field: 'expiration-date', keys: '1230', by })
  const askedAt = world.time.now()
  await agent.posts(`/sessions/${id}/complete`)
  await by.hangsUp()

  await world.passes(151_000)

  const told = world.logLines
    .map((line) => JSON.parse(line))
    .filter((line) => line.SessionUnresolved)
  expect(told).toMatchObject([{ sessionId: id, level: 'error', status: 'unresolved' }])
  const afterMs = Date.parse(told[0]?.time) - askedAt
  expect(afterMs).toBeGreaterThanOrEqual(90_000)
  expect(afterMs).toBeLessThanOrEqual(150_000)
  expect(await agent.session(id)).toMatchObject({ status: 'unresolved', money: 'not-known' })
})
