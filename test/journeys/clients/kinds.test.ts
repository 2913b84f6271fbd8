import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Agent } from '../../support/journey/agent.ts'
import { Caller } from '../../support/journey/caller.ts'
import { twimlServer } from '../../support/journey/twiml-server.ts'
import { type JourneyWorld, journeyWorld } from '../../support/journey/world.ts'

describe('an agent takes a payment', () => {
  let world: JourneyWorld
  let agent: Agent
  let ivr: Awaited<ReturnType<typeof twimlServer>>
  let caller: Caller

  beforeEach(async () => {
    world = await journeyWorld()
    agent = new Agent(world)
    ivr = await twimlServer('<Response><Pause length="600"/></Response>')
    caller = await Caller.callsElsewhere(world, ivr.url)
    await world.passes(1_000)
  })
  afterEach(async () => {
    await ivr.stop()
    await world.stop()
  })

  /** Starts, has every field keyed that is required, and tells what is then known. */
  const collected = async (
    wanted: Readonly<Record<string, unknown>>,
    keys: Readonly<Record<string, string>> = {},
  ): Promise<string> => {
    const usual = { 'payment-card-number': '4111111111111111', 'expiration-date': '1230' }
    const sessionId = await agent.starts(caller.callSid, wanted)
    for (const [field, keyed] of Object.entries({ ...usual, ...keys })) {
      await agent.captures(sessionId, { field, keys: keyed, by: caller })
    }
    expect(await agent.session(sessionId)).toMatchObject({ required: [] })
    return sessionId
  }

  const bare = { securityCode: false, postalCode: false }

  test.each([
    { amount: '4250', currency: 'JPY', charged: '4250' },
    { amount: '4.25', currency: 'KWD', charged: '4.250' },
    { amount: '42.5', currency: 'USD', charged: '42.50' },
  ])('of $charged $currency, without security code and postal code', async (money) => {
    const { charged, ...price } = money
    const sessionId = await collected({ ...bare, ...price })

    expect(await agent.completes(sessionId)).toMatchObject({ status: 'succeeded', money: 'moved' })
    expect(world.simulator.ledger()).toMatchObject([{ amount: charged, currency: money.currency }])
  })

  test('by American Express, whose security code has four digits', async () => {
    const wanted = { amount: '42.50', currency: 'USD', postalCode: false }
    const keys = { 'payment-card-number': '378282246310005', 'security-code': '1234' }

    const sessionId = await collected(wanted, keys)

    expect(await agent.completes(sessionId)).toMatchObject({
      status: 'succeeded',
      card: { brand: 'amex', lastFour: '0005' },
    })
  })

  test.each([
    { key: '1', told: { status: 'succeeded', money: 'moved' }, charges: 1 },
    { key: '2', told: { status: 'cancelled', money: 'not-moved' }, charges: 0 },
  ])('that Twilio has confirmed by the caller, who presses $key', async (answer) => {
    const price = { amount: '42.50', currency: 'USD' }
    const sessionId = await collected({ ...bare, ...price, confirmation: true })
    await agent.posts(`/sessions/${sessionId}/complete`)
    await caller.hears(/Card ending in 1 1 1 1/)
    await caller.presses(answer.key)
    await world.until(async () => (await agent.session(sessionId))['status'] !== 'completing')

    expect(await agent.session(sessionId)).toMatchObject(answer.told)
    expect(world.simulator.ledger()).toHaveLength(answer.charges)
  })
})
