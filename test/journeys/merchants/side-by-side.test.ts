import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Agent } from '../../support/journey/agent.ts'
import { Caller } from '../../support/journey/caller.ts'
import { storedSession } from '../../support/journey/stored-session.ts'
import { type TwimlServer, twimlServer } from '../../support/journey/twiml-server.ts'
import { type JourneyWorld, journeyWorld } from '../../support/journey/world.ts'

const ofBerlin = {
  accountSid: `AC${'b'.repeat(32)}`,
  authToken: 'beef'.repeat(8),
  apiKeySid: `SK${'b'.repeat(32)}`,
  apiKeySecret: 'a key of another account',
}

/** The account of the default merchant, as it is in Twilio's Irish region. */
const inDublin = { ...ofBerlin, accountSid: `AC${'5'.repeat(32)}`, authToken: 'cafe'.repeat(8) }

const entries = [
  { asked: /your card number/, field: 'payment-card-number', keys: '4111111111111111' },
  { asked: /expiration date/, field: 'expiration-date', keys: '1230' },
  { asked: /security code/, field: 'security-code', keys: '123' },
  { asked: /postal code/, field: 'postal-code', keys: '94105#' },
]

describe('merchants side by side', () => {
  let world: JourneyWorld
  let agent: Agent
  let elsewhere: TwimlServer

  beforeEach(async () => {
    world = await journeyWorld({
      merchants: {
        berlin: { account: ofBerlin, paymentConnector: 'Generic_Pay_Connector' },
        dublin: { account: inDublin, region: 'ie1' },
        nowhere: { account: { ...ofBerlin }, paymentConnector: 'Not_Installed' },
      },
    })
    elsewhere = await twimlServer('<Response><Pause length="1800"/></Response>')
    agent = new Agent(world)
  })
  afterEach(async () => {
    await world.stop()
    await elsewhere.stop()
  })

  const ledgerOf = (merchant: string) =>
    world
      .of(merchant)
      .simulator.ledger()
      .map(({ amount, description }) => `${amount} ${description}`)

  test.each(['berlin', 'dublin'])('two callers pay at once, one at %s', async (other) => {
    const first = await Caller.calls(world, { reference: 'HERE' })
    const second = await Caller.calls(world.of(other), {
      merchant: other,
      amount: '7.00',
      reference: 'THERE',
    })
    const callers = [first, second]
    for (const step of [{ asked: /press 1/, keys: '1' }, ...entries]) {
      for (const caller of callers) {
        await caller.hears(step.asked)
        await caller.presses(step.keys)
      }
    }
    for (const caller of callers) await caller.hears(/confirmation code/)

    expect(ledgerOf('default')).toEqual(['42.50 HERE'])
    expect(ledgerOf(other)).toEqual(['7.00 THERE'])
    expect(await agent.sessionOfCall(first.callSid)).toMatchObject({
      merchant: 'default',
      paymentConnector: 'Default',
      status: 'succeeded',
    })
    expect(await agent.sessionOfCall(second.callSid)).toMatchObject({
      merchant: other,
      paymentConnector: other === 'berlin' ? 'Generic_Pay_Connector' : 'Default',
      status: 'succeeded',
    })
  })

  async function startsOn(merchant: string, more: object) {
    const caller = await Caller.callsElsewhere(world.of(merchant), elsewhere.url)
    await world.passes(1_000)
    const purchase = { amount: '19.90', currency: 'EUR', reference: merchant }
    const body = { mode: 'assisted', callSid: caller.callSid, ...purchase, ...more }
    return { caller, answer: await agent.posts('/sessions', body) }
  }

  test('two agents take payments at once, each on the account of the merchant', async () => {
    const started = [
      await startsOn('default', {}),
      await startsOn('berlin', { merchant: 'berlin' }),
      await startsOn('dublin', { merchant: 'dublin' }),
    ].map(({ caller, answer }) => ({ caller, id: answer.body['sessionId'] }))
    for (const { field, keys } of entries) {
      for (const { caller, id } of started) {
        expect((await agent.posts(`/sessions/${id}/captures`, { field })).status).toBe(202)
        await caller.presses(keys)
      }
      for (const { id } of started) {
        await world.until(async () => (await agent.session(id))['status'] === 'collecting')
      }
    }
    for (const { id } of started) await agent.posts(`/sessions/${id}/complete`)
    for (const { id } of started) {
      await world.until(async () => (await agent.session(id))['status'] === 'succeeded')
    }

    for (const merchant of ['default', 'berlin', 'dublin']) {
      expect(ledgerOf(merchant)).toEqual([`19.90 ${merchant}`])
    }
  })

  test('the connector that is configured for a merchant is the one that is asked for', async () => {
    const configured = await startsOn('nowhere', { merchant: 'nowhere' })
    const chosen = await startsOn('nowhere', { merchant: 'nowhere', paymentConnector: 'Default' })

    expect(configured.answer.body).toMatchObject({ status: 409, twilioCode: 64004 })
    expect(chosen.answer.status).toBe(201)
  })

  test('a call of another account is not found on the merchant’s', async () => {
    const { answer } = await startsOn('default', { merchant: 'berlin' })

    expect(answer.body).toMatchObject({ status: 409, twilioCode: 20404 })
  })

  test('a hang-up that nobody tells of is found out on the account of the merchant', async () => {
    const { caller, answer } = await startsOn('dublin', { merchant: 'dublin' })
    await world.passes(3 * 60_000)
    const alive = await agent.session(answer.body['sessionId'])
    const unheard = { on: 'webhook', webhook: 'call-status', do: 'drop' }
    await world.of('dublin').faults(unheard, { on: 'callback', do: 'drop' })
    await caller.hangsUp()
    await world.passes(3 * 60_000)

    expect(alive).toMatchObject({ status: 'collecting' })
    expect(await agent.session(answer.body['sessionId'])).toMatchObject({ status: 'failed' })
  })

  test('the offer is said on the call that an agent hands over, on its own account', async () => {
    const { caller } = await startsOn('berlin', { merchant: 'berlin', mode: 'guided' })

    expect(await caller.hears(/press 1/)).toContain('19.90 euros')
  })

  test('a merchant that is not configured is refused, and the others are not told', async () => {
    const { caller, answer } = await startsOn('berlin', { merchant: 'munich' })
    const call = await Caller.calls(world, { merchant: 'munich' })
    await world.passes(1_000)

    expect(answer.status).toBe(400)
    expect(answer.body['errors']).toEqual([
      { field: 'merchant', must: 'be the name of a configured merchant' },
    ])
    expect(answer.text).not.toContain('berlin')
    for (const { callSid } of [caller, call]) {
      expect((await agent.reads(`/sessions?callSid=${callSid}`)).body).toEqual({ sessions: [] })
    }
  })

  test('a session that is stored without a merchant is the default one’s, and is paid', async () => {
    const caller = await Caller.calls(world)
    await caller.hears(/press 1/)
    const { sessionId } = await agent.sessionOfCall(caller.callSid)
    const { terms } = await storedSession(world, sessionId)
    await caller.presses('1')
    await caller.keysCard()
    await caller.hears(/confirmation code/)

    expect(terms).toMatchObject({ paymentConnector: 'Default' })
    expect(terms).not.toHaveProperty('merchant')
    expect(ledgerOf('default')).toHaveLength(1)
  })
})
