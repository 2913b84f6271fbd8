import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Agent } from '../../support/journey/agent.ts'
import { Caller } from '../../support/journey/caller.ts'
import { type JourneyWorld, journeyWorld } from '../../support/journey/world.ts'

describe.each(['push', 'poll'] as const)('a caller alone with the flow (%s)', (delivery) => {
  let world: JourneyWorld
  let agent: Agent

  beforeEach(async () => {
    world = await journeyWorld({ delivery })
    agent = new Agent(world)
  })
  afterEach(() => world.stop())

  const ending = async (caller: Caller) => {
    const { status, reason, money } = await agent.sessionOfCall(caller.callSid)
    return { status, reason, money, charges: world.simulator.ledger().length }
  }

  test('agrees to the amount, keys the card, is charged once and hears the code', async () => {
    const caller = await Caller.calls(world)
    const offer = await caller.hears(/press 1/)
    expect(offer).toContain('42.50 US dollars')
    expect(offer).toContain('INV-1001')
    await caller.presses('1')
    await caller.keysCard()

    const paid = await caller.hears(/confirmation code/)
    const session = await agent.sessionOfCall(caller.callSid)
    expect(session).toMatchObject({
      status: 'succeeded',
      money: 'moved',
      amount: '42.50',
      currency: 'USD',
      reference: 'INV-1001',
      card: { brand: 'visa', lastFour: '1111' },
    })
    const [charge, ...more] = world.simulator.ledger()
    const { callSid } = caller
    const wanted = { method: 'charge', amount: '42.50', currency: 'USD', description: 'INV-1001' }
    expect(charge).toMatchObject({ ...wanted, callSid })
    expect(more).toEqual([])
    const code = String(session['confirmationCode'])
    expect(code).toMatch(/^[A-Z0-9]{8}$/)
    expect(paid.replaceAll(', ', '')).toContain(code)
  })

  test('hears the code again on 1, and then goodbye', async () => {
    const caller = await Caller.calls(world)
    await caller.hears(/press 1/)
    await caller.presses('1')
    await caller.keysCard()
    const first = await caller.hears(/confirmation code/)
    await caller.presses('1')

    expect(await caller.hears(/confirmation code/)).toBe(first)
    await caller.hears(/Goodbye/)
    await world.until(() => caller.isOver())
    expect(await ending(caller)).toMatchObject({ status: 'succeeded', charges: 1 })
  })

  test('is told what was wrong with a card number, and may try again', async () => {
    const caller = await Caller.calls(world)
    await caller.hears(/press 1/)
    await caller.presses('1')
    await caller.hears(/enter your card number/)
    await caller.presses('4111111111111112')

    expect(await caller.hears(/card number again/)).toContain('not a valid card number')
    await caller.presses('4111111111111111')
    await caller.hears(/expiration date/)
    await caller.presses('1219')
    expect(await caller.hears(/expiration date again/)).toContain('not a valid expiration date')
    await caller.presses('1230')
    await caller.hears(/security code/)
    await caller.presses('123')
    await caller.hears(/postal code/)
    await caller.presses('94105#')
    await caller.hears(/confirmation code/)
    expect(await ending(caller)).toMatchObject({ status: 'succeeded', charges: 1 })
  })

  test('has three tries at a field and then is not asked again', async () => {
    const caller = await Caller.calls(world)
    await caller.hears(/press 1/)
    await caller.presses('1')
    await caller.hears(/enter your card number/)
    await caller.presses('4111111111111112')
    await caller.hears(/again/)
    await caller.presses('4111111111111113')
    await caller.hears(/last try/)
    await caller.presses('4111111111111114')

    expect(await caller.hears(/not been charged/)).toContain('will not ask again')
    await world.until(() => caller.isOver())
    const reason = 'too-many-attempts'
    expect(await ending(caller)).toEqual({
      status: 'failed',
      reason,
      money: 'not-moved',
      charges: 0,
    })
  })

  test('is told that a card was declined and not charged, and pays with another', async () => {
    const caller = await Caller.calls(world)
    await caller.hears(/press 1/)
    await caller.presses('1')
    await caller.keysCard({ number: '4000000000000002' })
    const declined = await caller.hears(/declined/)
    expect(declined).toContain('you have not been charged')
    expect(world.simulator.ledger()).toEqual([])
    await caller.presses('1')
    await caller.keysCard()

    await caller.hears(/confirmation code/)
    const session = await agent.sessionOfCall(caller.callSid)
    expect(session).toMatchObject({ status: 'succeeded', attempt: 2, declines: 1 })
    expect(world.simulator.ledger()).toHaveLength(1)
  })

  test('is asked for four digits on the front of an American Express card', async () => {
    const caller = await Caller.calls(world)
    await caller.hears(/press 1/)
    await caller.presses('1')
    await caller.hears(/enter your card number/)
    await caller.presses('378282246310005')
    await caller.hears(/expiration date/)
    await caller.presses('1230')

    expect(await caller.hears(/security code/)).toContain('four digits on the front')
    await caller.presses('1234')
    await caller.hears(/postal code/)
    await caller.presses('94105#')
    await caller.hears(/confirmation code/)
    expect(await ending(caller)).toMatchObject({ status: 'succeeded', charges: 1 })
  })

  test('who says nothing is asked three times, and is not charged', async () => {
    const caller = await Caller.calls(world)
    await caller.hears(/press 1/)
    await caller.presses('1')
    await caller.hears(/enter your card number/)
    await caller.hears(/enter your card number/)
    await caller.hears(/enter your card number/)

    await caller.hears(/not heard any keys. You have not been charged/)
    await world.until(() => caller.isOver())
    expect(await ending(caller)).toMatchObject({ status: 'failed', reason: 'no-input', charges: 0 })
  })

  test('who stays silent at the offer is not charged either', async () => {
    const caller = await Caller.calls(world)
    await caller.hears(/press 1/)
    await caller.hears(/press 1/)
    await caller.hears(/press 1/)

    await caller.hears(/not heard any keys/)
    expect(await ending(caller)).toMatchObject({ status: 'failed', reason: 'no-input', charges: 0 })
  })

  test('who keys the card too early chooses nothing by it, and then pays', async () => {
    const caller = await Caller.calls(world)
    expect(await caller.hears(/press 1/)).not.toContain('press 0')
    await caller.presses('5200828282828210')

    await caller.hears(/not one of the choices/)
    expect(await agent.sessionOfCall(caller.callSid)).toMatchObject({ status: 'offered' })
    await caller.hears(/press 1/)
    await caller.presses('1')
    await caller.keysCard()
    await caller.hears(/confirmation code/)
    expect(await ending(caller)).toMatchObject({ status: 'succeeded', charges: 1 })
  })

  test('who keeps pressing what was not offered is told just that', async () => {
    const caller = await Caller.calls(world)
    for (let tries = 0; tries < 3; tries++) {
      await caller.hears(/press 1/)
      await caller.presses('7')
    }

    expect(await caller.hears(/not been charged/)).not.toContain('not heard any keys')
    expect(await ending(caller)).toMatchObject({ reason: 'too-many-attempts', charges: 0 })
  })

  test('who presses star stops the payment', async () => {
    const caller = await Caller.calls(world)
    await caller.hears(/press 1/)
    await caller.presses('1')
    await caller.hears(/enter your card number/)
    await caller.presses('4111*')

    await caller.hears(/stopped the payment. You have not been charged/)
    expect(await ending(caller)).toMatchObject({ reason: 'caller-interrupted', charges: 0 })
  })

  test('who changes their mind at the offer has cancelled', async () => {
    const caller = await Caller.calls(world)
    await caller.hears(/press 2/)
    await caller.presses('2')

    await caller.hears(/cancelled. You have not been charged/)
    const reason = 'cancelled-by-caller'
    expect(await ending(caller)).toMatchObject({ status: 'cancelled', reason, charges: 0 })
  })
})
