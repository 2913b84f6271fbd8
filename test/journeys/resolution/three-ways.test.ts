import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { connectToLambda } from '../../../lambda/adapters/lambda/look-up-function.ts'
import { type LookUpServer, startLookUp } from '../../../local/look-up/server.ts'
import { Agent } from '../../support/journey/agent.ts'
import { Caller } from '../../support/journey/caller.ts'
import { type JourneyWorld, journeyWorld } from '../../support/journey/world.ts'

const MINUTE_MS = 60_000

/** Charged by the processor, and nobody is ever told. */
const silentCard = '4000000000000119'

async function paysWith(world: JourneyWorld, number: string): Promise<Caller> {
  const caller = await Caller.calls(world)
  await caller.agrees()
  await caller.keysCard({ number })
  await caller.hears(/do not know yet/)
  return caller
}

const counted = (world: JourneyWorld, metric: string): number =>
  world.logLines.filter((line) => line.includes(`"${metric}":1`)).length

describe('S16: an unresolved charge, with a look-up', () => {
  let world: JourneyWorld
  let lookUp: LookUpServer | null
  let agent: Agent

  beforeEach(async () => {
    lookUp = null
    world = await journeyWorld({
      lookUp: async () => {
        lookUp = await startLookUp({ port: 0, simulatorUrl: world.simulatorUrl })
        return connectToLambda({ endpoint: lookUp.url })
      },
    })
    agent = new Agent(world)
  })
  afterEach(async () => {
    await world.stop()
    await lookUp?.stop()
  })

  test('is found at the processor within two minutes', async () => {
    const caller = await paysWith(world, silentCard)
    await world.passes(2 * MINUTE_MS)

    const [charge] = world.simulator.ledger()
    expect(await agent.sessionOfCall(caller.callSid)).toMatchObject({
      status: 'succeeded',
      money: 'moved',
      confirmationCode: charge?.confirmationCode,
      resolution: { by: 'look-up', outcome: 'charged' },
    })
    expect(counted(world, 'SessionUnresolved')).toBe(1)
    expect(counted(world, 'SessionSucceeded')).toBe(1)
    expect(world.simulator.ledger()).toHaveLength(1)
  })

  test('that the processor never made is not believed lost before half an hour', async () => {
    await world.faults({ on: 'processor', do: 'silent' })
    const caller = await paysWith(world, '4111111111111111')

    await world.passes(29 * MINUTE_MS)
    expect(await agent.sessionOfCall(caller.callSid)).toMatchObject({ status: 'unresolved' })
    await world.passes(8 * MINUTE_MS)
    expect(await agent.sessionOfCall(caller.callSid)).toMatchObject({
      status: 'failed',
      reason: 'not-charged-after-all',
      money: 'not-moved',
      resolution: { by: 'look-up', outcome: 'not-charged' },
    })
    expect(world.simulator.ledger()).toEqual([])
  })
})

describe('S16: an unresolved charge, without a look-up', () => {
  let world: JourneyWorld
  let agent: Agent

  beforeEach(async () => {
    world = await journeyWorld()
    agent = new Agent(world)
  })
  afterEach(() => world.stop())

  async function unresolved(number = silentCard): Promise<Readonly<Record<string, unknown>>> {
    const caller = await paysWith(world, number)
    return agent.sessionOfCall(caller.callSid)
  }

  const charged = { outcome: 'charged', confirmationCode: 'ch_7Yx', by: 'Ada Lovelace' }
  const notCharged = { outcome: 'not-charged', by: 'Ada Lovelace', note: 'Nothing at the bank.' }

  test('is found by a person, whose name is kept with who asked', async () => {
    const { sessionId } = await unresolved()
    const said = await agent.posts(`/sessions/${sessionId}/resolution`, charged)

    expect(said).toMatchObject({ status: 202, body: { sessionId, status: 'succeeded' } })
    expect(await agent.session(sessionId)).toMatchObject({
      status: 'succeeded',
      money: 'moved',
      confirmationCode: 'ch_7Yx',
      resolution: {
        by: 'person',
        name: 'Ada Lovelace',
        principal: 'arn:aws:iam::000000000000:user/local-client',
        outcome: 'charged',
      },
    })
  })

  test('is said to be none by a person, once', async () => {
    const { sessionId } = await unresolved()
    const path = `/sessions/${sessionId}/resolution`
    const first = await agent.posts(path, notCharged, 'ops-1')
    const again = await agent.posts(path, notCharged, 'ops-1')
    const reused = await agent.posts(path, charged, 'ops-1')
    const other = await agent.posts(path, charged, 'ops-2')

    expect([again.status, again.text]).toEqual([first.status, first.text])
    expect(first).toMatchObject({ status: 202, body: { status: 'failed' } })
    expect(reused.status).toBe(422)
    expect(other).toMatchObject({ status: 409, body: { allowedIn: ['unresolved'] } })
    expect(await agent.session(sessionId)).toMatchObject({
      status: 'failed',
      reason: 'not-charged-after-all',
      money: 'not-moved',
      resolution: { outcome: 'not-charged', note: 'Nothing at the bank.' },
    })
  })

  test('is charged, whatever a person said, when Twilio tells so later', async () => {
    const delay = { do: 'delay', delayMs: 5 * MINUTE_MS }
    await world.faults({ on: 'callback', phase: 'completed', ...delay })
    const { sessionId } = await unresolved('4111111111111111')
    await agent.posts(`/sessions/${sessionId}/resolution`, notCharged)
    await world.passes(5 * MINUTE_MS)

    const session = await agent.session(sessionId)
    expect(session).toMatchObject({ status: 'succeeded', money: 'moved' })
    expect(session).toMatchObject({ resolution: { name: 'Ada Lovelace', outcome: 'not-charged' } })
    expect(counted(world, 'ChargeContradicted')).toBe(1)
    expect(world.simulator.ledger()).toHaveLength(1)
  })

  test('stays what it is for the clock, which has nobody to ask', async () => {
    const { sessionId } = await unresolved()
    await world.passes(9 * MINUTE_MS)

    expect(await agent.session(sessionId)).toMatchObject({ status: 'unresolved' })
    expect(counted(world, 'DependencyFailed')).toBe(0)
  })

  test('is the only kind of session of which a person may say so', async () => {
    const caller = await Caller.calls(world)
    await caller.hears(/press 1/)
    const { sessionId } = await agent.sessionOfCall(caller.callSid)
    const path = `/sessions/${sessionId}/resolution`

    const early = await agent.posts(path, charged)
    expect(early.status).toBe(409)
    expect(early.body).toMatchObject({ refusal: 'not-in-this-status', allowedIn: ['unresolved'] })
    expect((await agent.posts(path, { outcome: 'charged' })).status).toBe(400)
    expect(await agent.session(sessionId)).toMatchObject({ status: 'offered' })
  })

  test('lets the same be paid again on the call only when it was none', async () => {
    const { sessionId, callSid } = await unresolved()
    const purchase = { amount: '42.50', currency: 'USD' }
    const start = () =>
      agent.posts('/sessions', { mode: 'assisted', callSid, reference: 'INV-1001', ...purchase })

    const taken = expect.stringContaining('call-taken')
    expect((await start()).body['type']).toEqual(taken)
    await agent.posts(`/sessions/${sessionId}/resolution`, notCharged)
    // The call itself is over by now.
    expect((await start()).body['type']).not.toEqual(taken)
  })
})
