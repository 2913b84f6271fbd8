import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Agent } from '../../support/journey/agent.ts'
import { Caller } from '../../support/journey/caller.ts'
import { twimlServer } from '../../support/journey/twiml-server.ts'
import { type JourneyWorld, journeyWorld } from '../../support/journey/world.ts'

describe('what the voice URL may ask for', () => {
  let world: JourneyWorld
  let agent: Agent

  beforeEach(async () => {
    world = await journeyWorld()
    agent = new Agent(world)
  })
  afterEach(() => world.stop())

  test('no security code and no postal code, and neither is asked', async () => {
    const caller = await Caller.calls(world, { securityCode: 'false', postalCode: 'false' })
    await caller.hears(/press 1/)
    await caller.presses('1')
    await caller.hears(/card number/)
    await caller.presses('4111111111111111')
    await caller.hears(/expiration date/)
    await caller.presses('1230')
    await caller.hears(/confirmation code/)

    expect(caller.texts().join(' ')).not.toMatch(/security code|postal code/)
    expect(world.simulator.ledger()).toHaveLength(1)
  })

  test('cards of one kind only, and another kind is told so', async () => {
    const caller = await Caller.calls(world, { validCardTypes: 'mastercard', timeout: '30' })
    await caller.hears(/press 1/)
    await caller.presses('1')
    await caller.hears(/card number/)
    await caller.presses('4111111111111111')
    expect(await caller.hears(/card number again/)).toContain('do not take this kind of card')
    await caller.presses('5555555555554444')
    await caller.hears(/expiration date/)
    await caller.presses('1230')
    await caller.hears(/security code/)
    await caller.presses('123')
    await caller.hears(/postal code/)
    await caller.presses('94105#')

    await caller.hears(/confirmation code/)
    expect(world.simulator.ledger()).toHaveLength(1)
  })

  test('all that can be said of a card, at once', async () => {
    const caller = await Caller.calls(world, {
      paymentMethod: 'credit-card',
      input: 'dtmf',
      postalCode: 'true',
      minPostalCodeLength: '5',
      securityCode: 'true',
      timeout: '30',
      validCardTypes: 'visa amex jcb',
      confirmation: 'false',
      description: 'Rent of May',
    })
    await caller.agrees()
    await caller.hears(/card number/)
    await caller.presses('378282246310005')
    await caller.hears(/expiration date/)
    await caller.presses('1230')
    expect(await caller.hears(/security code/)).toContain('four digits on the front')
    await caller.presses('1234')
    await caller.hears(/postal code/)
    await caller.presses('941#')
    await caller.hears(/not a valid postal code/)
    await caller.presses('94105#')
    await caller.hears(/confirmation code/)

    expect(world.simulator.ledger()).toMatchObject([{ description: 'INV-1001 Rent of May' }])
    expect(await agent.sessionOfCall(caller.callSid)).toMatchObject({ card: { brand: 'amex' } })
  })

  test('a connector that Twilio does not have, and nothing is charged', async () => {
    const caller = await Caller.calls(world, { paymentConnector: 'Nowhere' })
    await caller.hears(/press 1/)
    await caller.presses('1')
    await caller.hears(/not been charged/)

    const session = await agent.sessionOfCall(caller.callSid)
    expect(session).toMatchObject({
      reason: 'refused-by-twilio',
      problem: { kind: 'refused', twilioCode: 64004 },
    })
  })

  test.each([
    { amount: '4250', currency: 'JPY', spoken: '4,250 Japanese yen', charged: '4250' },
    { amount: '4.25', currency: 'KWD', spoken: '4.250 Kuwaiti dinars', charged: '4.250' },
    { amount: '1234.5', currency: 'EUR', spoken: '1,234.50 euros', charged: '1234.50' },
  ])('$amount $currency: said as $spoken', async ({ amount, currency, spoken, charged }) => {
    const caller = await Caller.calls(world, { amount, currency })
    expect(await caller.hears(/press 1/)).toContain(spoken)
    await caller.presses('1')
    await caller.keysCard()
    await caller.hears(/confirmation code/)

    expect(world.simulator.ledger()).toMatchObject([{ amount: charged, currency }])
  })

  test('a way back: the IVR gets the call again, with the result and no card data', async () => {
    const ivr = await twimlServer('<Response><Say>Back in the IVR.</Say></Response>')
    const caller = await Caller.calls(world, { returnUrl: `${ivr.url}?menu=main` })
    await caller.hears(/press 1/)
    await caller.presses('1')
    await caller.keysCard()
    await caller.hears(/confirmation code/)
    await caller.hears(/Back in the IVR/)
    await ivr.stop()

    const { sessionId } = await agent.sessionOfCall(caller.callSid)
    const [asked] = ivr.requests()
    expect(Object.fromEntries(new URL(`http://ivr${asked?.path}`).searchParams)).toEqual({
      menu: 'main',
      sessionId,
      status: 'succeeded',
    })
    expect(asked?.body).not.toContain('4111')
  })

  test('a person, on 0: the call goes on in the IVR, and nothing is charged', async () => {
    const ivr = await twimlServer('<Response><Say>A person is here.</Say></Response>')
    const caller = await Caller.calls(world, { returnUrl: ivr.url })
    await caller.hears(/speak to a person, press 0/)
    await caller.presses('0')
    await caller.hears(/A person is here/)
    await ivr.stop()

    expect(ivr.requests()[0]?.path).toContain('status=cancelled')
    expect(await agent.sessionOfCall(caller.callSid)).toMatchObject({ money: 'not-moved' })
  })

  test('the same payment again on the same call is the same session, not a second charge', async () => {
    const caller = await Caller.calls(world)
    await caller.hears(/press 1/)
    await caller.presses('1')
    await caller.keysCard()
    const paid = await caller.hears(/confirmation code/)
    const { sessionId } = await agent.sessionOfCall(caller.callSid)
    await caller.isSentTo(`${world.gatewayUrl}/voice/pay?amount=42.50&currency=USD\
&reference=INV-1001&language=en-US`)

    expect(await caller.hears(/confirmation code/)).toBe(paid)
    expect(await agent.sessionOfCall(caller.callSid)).toMatchObject({ sessionId })
    expect(world.simulator.ledger()).toHaveLength(1)
  })

  test('another payment on the same call, when the first is paid', async () => {
    const caller = await Caller.calls(world)
    await caller.hears(/press 1/)
    await caller.presses('1')
    await caller.keysCard()
    await caller.hears(/confirmation code/)
    await caller.isSentTo(`${world.gatewayUrl}/voice/pay?amount=5.00&currency=USD&reference=TIP`)

    expect(await caller.hears(/press 1/)).toContain('5.00 US dollars')
    await caller.presses('1')
    await caller.keysCard()
    await caller.hears(/confirmation code/)
    const charged = () => world.simulator.ledger().map(({ amount }) => amount)
    expect(charged()).toEqual(['42.50', '5.00'])

    // And back to the first, which is still paid.
    await caller.isSentTo(`${world.gatewayUrl}/voice/pay?amount=42.50&currency=USD\
&reference=INV-1001&language=en-US`)
    await caller.hears(/confirmation code/)
    expect(charged()).toEqual(['42.50', '5.00'])
  })
})

describe('a guided session that takes over a call', () => {
  test.each(['push', 'poll'] as const)('asks the caller and is paid (%s)', async (delivery) => {
    const world = await journeyWorld({ delivery })
    const agent = new Agent(world)
    const ivr = await twimlServer('<Response><Pause length="600"/></Response>')
    const caller = await Caller.callsElsewhere(world, ivr.url)
    await world.passes(1_000)
    const { status, body } = await agent.posts('/sessions', {
      mode: 'guided',
      callSid: caller.callSid,
      amount: '7.00',
      currency: 'USD',
      reference: 'TAKEN',
    })
    expect([status, body['status']]).toEqual([201, 'offered'])
    expect(await caller.hears(/press 1/)).toContain('7.00 US dollars')
    await caller.presses('1')
    await caller.keysCard()

    await caller.hears(/confirmation code/)
    const capture = await agent.posts(`/sessions/${body['sessionId']}/captures`, {
      field: 'security-code',
    })
    expect(capture).toMatchObject({ status: 409, body: { refusal: 'guided-session' } })
    expect(world.simulator.ledger()).toHaveLength(1)
    await world.stop()
    await ivr.stop()
  })
})
