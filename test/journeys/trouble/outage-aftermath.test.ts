import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Agent } from '../../support/journey/agent.ts'
import { Caller } from '../../support/journey/caller.ts'
import type { TwimlServer } from '../../support/journey/twiml-server.ts'
import { type JourneyWorld, journeyWorld } from '../../support/journey/world.ts'
import { counted, onTheLine, patientLine } from '../../support/outage/on-the-line.ts'

const MINUTE_MS = 60_000
const allFields = [
  'payment-card-number',
  'expiration-date',
  'security-code',
  'postal-code',
] as const

describe('after the database was away', () => {
  let world: JourneyWorld
  let agent: Agent
  let line: TwimlServer

  beforeEach(async () => {
    world = await journeyWorld()
    agent = new Agent(world)
    line = await patientLine()
  })
  afterEach(async () => {
    await world.stop()
    await line.stop()
  })

  /** Asks for the charge, and loses the database before the verdict comes. */
  async function charges(wanted: { readonly number?: string; readonly token?: boolean } = {}) {
    const { number = '4111111111111111', token = false } = wanted
    const tokenize = { amount: undefined, currency: undefined, tokenType: 'reusable' }
    const { sessionId } = await onTheLine(world, {
      agent,
      line,
      keyed: allFields,
      number,
      ...(token ? { wanted: tokenize } : {}),
    })
    const hold = { on: 'callback', phase: 'completed', do: 'delay', delayMs: 10_000 }
    await world.faults(hold)
    await agent.posts(`/sessions/${sessionId}/complete`)
    world.outage.begins()
    await world.passes(MINUTE_MS)
    return sessionId
  }

  test('a caller who was sent elsewhere is not charged for what was keyed meanwhile', async () => {
    const caller = await Caller.calls(world)
    await caller.agrees()
    await caller.hears(/enter your card number/)
    await caller.presses('4111111111111111')
    await caller.hears(/expiration date/)
    await caller.presses('1230')
    await caller.hears(/security code/)
    await caller.presses('123')
    await caller.hears(/postal code/)
    world.outage.begins()
    await caller.presses('94105#')
    await caller.isSentTo(line.url)
    await world.passes(10 * MINUTE_MS)
    world.outage.ends()
    await world.passes(10 * MINUTE_MS)

    expect(counted(world, 'CallbackReplayed')).toBe(1)
    expect(world.simulator.ledger()).toEqual([])
    expect(await agent.sessionOfCall(caller.callSid)).toMatchObject({ money: 'not-moved' })
    expect(caller.isOver()).toBe(false)
  })

  test('a verdict that came in time counts, although it is taken in after its deadline', async () => {
    const sessionId = await charges()
    await world.passes(10 * MINUTE_MS)
    expect(world.callbackQueue.waiting()).toHaveLength(1)
    world.outage.ends()
    await world.passes(3 * MINUTE_MS)

    expect(await agent.session(sessionId)).toMatchObject({ status: 'succeeded', money: 'moved' })
  })

  test('a card that was declined meanwhile is known to be', async () => {
    const sessionId = await charges({ number: '4000000000000002' })
    await world.passes(5 * MINUTE_MS)
    world.outage.ends()
    await world.passes(3 * MINUTE_MS)

    const session = await agent.session(sessionId)
    expect(session).toMatchObject({ declines: 1, money: 'not-moved' })
    expect(world.simulator.ledger()).toEqual([])
  })

  test('a token is there, and was in the queue for nobody to read', async () => {
    const sessionId = await charges({ token: true })
    const [message] = world.callbackQueue.waiting()
    world.outage.ends()
    await world.passes(3 * MINUTE_MS)

    const { status, body } = await agent.reads(`/sessions/${sessionId}/token`)
    expect(status).toBe(200)
    expect(String(body['paymentToken'])).toMatch(/.{8}/)
    expect(message?.body).toContain('sealedToken')
    expect(message?.body).not.toContain(String(body['paymentToken']))
  })

  test('a message that nobody can read becomes a dead letter, and holds up nobody', async () => {
    const sessionId = await charges()
    const poison = { body: '{"version":2}', groupId: sessionId, deduplicationId: 'poison' }
    world.callbackQueue.send(poison)
    world.callbackQueue.send({ ...poison, body: 'no JSON', groupId: 'ps_2' })
    world.outage.ends()
    await world.passes(3 * MINUTE_MS)
    expect(await agent.session(sessionId)).toMatchObject({ status: 'succeeded' })
    expect(world.callbackQueue.waiting()).toHaveLength(2)
    expect(counted(world, 'UnexpectedError')).toBeGreaterThan(0)

    await world.passes(200 * MINUTE_MS)
    expect(world.callbackQueue.waiting()).toEqual([])
    const dead = world.callbackQueue.deadLetters().map(({ body }) => body)
    expect(dead.sort()).toEqual(['no JSON', '{"version":2}'])
  })
})
