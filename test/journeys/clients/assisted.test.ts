import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Agent } from '../../support/journey/agent.ts'
import { Caller } from '../../support/journey/caller.ts'
import { type TwimlServer, twimlServer } from '../../support/journey/twiml-server.ts'
import { type JourneyWorld, journeyWorld } from '../../support/journey/world.ts'

const entries = [
  { field: 'payment-card-number', keys: '4111111111111111' },
  { field: 'expiration-date', keys: '1230' },
  { field: 'security-code', keys: '123' },
  { field: 'postal-code', keys: '94105#' },
]

describe('an agent on the line with the caller', () => {
  let world: JourneyWorld
  let elsewhere: TwimlServer
  let agent: Agent
  let caller: Caller

  beforeEach(async () => {
    world = await journeyWorld()
    elsewhere = await twimlServer('<Response><Pause length="1800"/></Response>')
    agent = new Agent(world)
    caller = await Caller.callsElsewhere(world, elsewhere.url)
    await world.passes(1_000)
  })
  afterEach(async () => {
    await world.stop()
    await elsewhere.stop()
  })

  const start = (key?: string) =>
    agent.posts(
      '/sessions',
      {
        mode: 'assisted',
        callSid: caller.callSid,
        amount: '19.90',
        currency: 'EUR',
        reference: 'ORDER 7',
        description: 'Blue shoes',
      },
      key,
    )

  async function started(): Promise<string> {
    const { status, body } = await start()
    expect(status).toBe(201)
    return String(body['sessionId'])
  }

  async function captures(id: string, entry: { readonly field: string; readonly keys: string }) {
    const answer = await agent.posts(`/sessions/${id}/captures`, { field: entry.field })
    expect(answer.status).toBe(202)
    await caller.presses(entry.keys)
    await world.until(async () => (await agent.session(id))['status'] !== 'capturing')
  }

  const ends = (id: string) =>
    world.until(async () => {
      const { status } = await agent.session(id)
      return status === 'succeeded' || status === 'failed' || status === 'cancelled'
    })

  test('captures field after field, completes, and reads the result', async () => {
    const id = await started()
    for (const entry of entries) await captures(id, entry)
    expect(await agent.session(id)).toMatchObject({ status: 'collecting', required: [] })
    const completed = await agent.posts(`/sessions/${id}/complete`)

    expect(completed.status).toBe(202)
    expect(await agent.session(id)).toMatchObject({ status: 'completing', money: 'not-known' })
    await ends(id)
    const session = await agent.session(id)
    expect(session).toMatchObject({ status: 'succeeded', amount: '19.90', money: 'moved' })
    const charge = { amount: '19.90', currency: 'EUR', description: 'ORDER 7 Blue shoes' }
    expect(world.simulator.ledger()).toEqual([expect.objectContaining(charge)])
  })

  test('sees how many digits are keyed, and never which', async () => {
    const id = await started()
    await agent.posts(`/sessions/${id}/captures`, { field: 'payment-card-number' })
    await caller.presses('41111')
    await world.passes(2_000)

    const { status, text } = await agent.reads(`/sessions/${id}`)
    expect(status).toBe(200)
    expect(JSON.parse(text).capturing).toMatchObject({ field: 'payment-card-number', digits: 5 })
    expect(text).not.toContain('4111')
  })

  test('may have a field keyed again, which is then required again', async () => {
    const id = await started()
    for (const entry of entries) await captures(id, entry)
    await agent.posts(`/sessions/${id}/captures`, { field: 'security-code' })

    expect(await agent.session(id)).toMatchObject({ required: ['security-code'] })
    const early = await agent.posts(`/sessions/${id}/complete`)
    expect(early.status).toBe(409)
    await caller.presses('123')
    await world.passes(2_000)
    expect((await agent.posts(`/sessions/${id}/complete`)).status).toBe(202)
    await ends(id)
    expect(world.simulator.ledger()).toHaveLength(1)
  })

  test('sees why an entry was not accepted, and asks again', async () => {
    const id = await started()
    await captures(id, { field: 'payment-card-number', keys: '4111111111111112' })

    const problem = { kind: 'entry', field: 'payment-card-number', error: 'invalid-card-number' }
    expect(await agent.session(id)).toMatchObject({ status: 'collecting', problem })
    const [number] = entries
    if (number !== undefined) await captures(id, number)
    expect(await agent.session(id)).toMatchObject({ problem: null, card: { lastFour: '1111' } })
  })

  test('goes on with another card after a decline, in the same session', async () => {
    const id = await started()
    await captures(id, { field: 'payment-card-number', keys: '4000000000000002' })
    for (const entry of entries.slice(1)) await captures(id, entry)
    await agent.posts(`/sessions/${id}/complete`)
    await world.until(async () => (await agent.session(id))['attempt'] === 2)
    await world.passes(1_000)

    const declined = await agent.session(id)
    expect(declined).toMatchObject({ status: 'collecting', declines: 1, captured: [] })
    expect(declined).toMatchObject({ money: 'not-moved', problem: { kind: 'declined' } })
    for (const entry of entries) await captures(id, entry)
    await agent.posts(`/sessions/${id}/complete`)
    await ends(id)
    expect(world.simulator.ledger()).toHaveLength(1)
  })

  test('cancels, and nothing is charged', async () => {
    const id = await started()
    for (const entry of entries) await captures(id, entry)
    const cancelled = await agent.posts(`/sessions/${id}/cancel`)

    expect(cancelled).toMatchObject({ status: 202, body: { status: 'cancelled' } })
    expect((await agent.posts(`/sessions/${id}/complete`)).status).toBe(409)
    await world.passes(60_000)
    expect(await agent.session(id)).toMatchObject({ status: 'cancelled', money: 'not-moved' })
    expect(world.simulator.ledger()).toEqual([])
  })

  test('S25: cannot cancel once the charge is out', async () => {
    const id = await started()
    for (const entry of entries) await captures(id, entry)
    await agent.posts(`/sessions/${id}/complete`)
    const cancelled = await agent.posts(`/sessions/${id}/cancel`)

    expect(cancelled.status).toBe(409)
    expect(cancelled.body).toMatchObject({
      refusal: 'not-in-this-status',
      sessionStatus: 'completing',
    })
    await ends(id)
    expect(world.simulator.ledger()).toHaveLength(1)
  })

  test('S19: gets the same answer for the same key, and nothing happens twice', async () => {
    const first = await start('start-1')
    const again = await start('start-1')
    expect([again.status, again.text]).toEqual([first.status, first.text])
    const id = String(first.body['sessionId'])
    for (const entry of entries) await captures(id, entry)
    const completed = await agent.posts(`/sessions/${id}/complete`, {}, 'complete-1')
    const twins = await Promise.all(
      [1, 2, 3].map(() => agent.posts(`/sessions/${id}/complete`, {}, 'complete-1')),
    )

    for (const { status, text } of twins) {
      expect([status, text]).toEqual([completed.status, completed.text])
    }
    await ends(id)
    const late = await agent.posts(`/sessions/${id}/complete`, {}, 'complete-1')
    expect([late.status, late.text]).toEqual([completed.status, completed.text])
    expect(world.simulator.ledger()).toHaveLength(1)
  })

  test('S26: double-clicks with two keys and is charged for one', async () => {
    const id = await started()
    for (const entry of entries) await captures(id, entry)
    const answers = await Promise.all([
      agent.posts(`/sessions/${id}/complete`, {}, 'click-1'),
      agent.posts(`/sessions/${id}/complete`, {}, 'click-2'),
    ])

    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409])
    await ends(id)
    expect(world.simulator.ledger()).toHaveLength(1)
  })
})
