import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parseCallSid } from '../../../lambda/domain/values/ids.ts'
import { parseEpochMs } from '../../../lambda/domain/values/time.ts'
import { aSessionId } from '../../support/a-session.ts'
import { dynamoDbStores } from '../../support/dynamodb-stores.ts'
import { Agent } from '../../support/journey/agent.ts'
import { Caller } from '../../support/journey/caller.ts'
import { type TwimlServer, twimlServer } from '../../support/journey/twiml-server.ts'
import { type JourneyWorld, journeyWorld } from '../../support/journey/world.ts'
import { counted } from '../../support/outage/on-the-line.ts'

describe('a start died when it had claimed the call, and had no session yet', () => {
  let world: JourneyWorld
  let ivr: TwimlServer
  let agent: Agent
  let caller: Caller

  beforeEach(async () => {
    world = await journeyWorld()
    ivr = await twimlServer('<Response><Say>Our menu.</Say><Pause length="1800"/></Response>')
    agent = new Agent(world)
    caller = await Caller.callsElsewhere(world, ivr.url)
    await caller.hears(/Our menu/)
    await dynamoDbStores(world.tables).claims.claim({
      key: `call#${parseCallSid(caller.callSid)}`,
      sessionId: aSessionId(1),
      fingerprint: '4250 USD INV-1001',
      claimedAt: parseEpochMs(world.time.now()),
      earlier: [],
    })
  })
  afterEach(async () => {
    await world.stop()
    await ivr.stop()
  })

  const starts = (reference: string, key?: string) => {
    const { callSid } = caller
    const start = { mode: 'assisted', callSid, amount: '42.50', currency: 'USD', reference }
    return agent.posts('/sessions', start, key)
  }

  test('another purchase is told until when; the same is started at once', async () => {
    const freeAtMs = world.time.now() + 21 * 60_000
    const other = await starts('INV-2002')

    expect(other.status).toBe(409)
    expect(other.body['type']).toBe('urn:ivr-payment-flow:problem:start-unfinished')
    expect(other.body).not.toHaveProperty('sessionId')
    const late = Date.parse(String(other.body['freeAt'])) - freeAtMs
    expect(late > -5_000 && late <= 1).toBe(true)
    expect((await starts('INV-1001')).body).toMatchObject({ sessionId: aSessionId(1) })
  })

  test('another purchase is started from then on, with the same key', async () => {
    const early = await starts('INV-2002', 'again')
    await world.passes(21 * 60_000 + 1_000)
    const late = await starts('INV-2002', 'again')

    expect([early.status, late.status]).toEqual([409, 201])
    expect(world.time.now()).toBeGreaterThan(Date.parse(String(early.body['freeAt'])))
  })

  test('a caller who comes to pay another hears so, and goes back to the menu', async () => {
    const returnUrl = encodeURIComponent(`${ivr.url}?menu=main`)
    const query = `amount=42.50&currency=USD&reference=INV-2002&returnUrl=${returnUrl}`
    await caller.isSentTo(`${world.gatewayUrl}/voice/pay?${query}`)
    await caller.hears(/cannot be started right now. You have not been charged/)
    await caller.hears(/Our menu/)

    expect(ivr.requests()[1]?.path).toBe('/ivr?menu=main&status=not-started')
    expect(world.logLines.filter((line) => line.includes('start-unfinished'))).toHaveLength(1)
    expect(counted(world, 'DependencyFailed')).toBe(0)
    expect((await agent.reads(`/sessions?callSid=${caller.callSid}`)).body).toEqual({
      sessions: [],
    })
  })
})
