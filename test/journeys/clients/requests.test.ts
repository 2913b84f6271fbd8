import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Agent } from '../../support/journey/agent.ts'
import { Caller } from '../../support/journey/caller.ts'
import { type TwimlServer, twimlServer } from '../../support/journey/twiml-server.ts'
import { type JourneyWorld, journeyWorld } from '../../support/journey/world.ts'

const unknownId = `ps_${'0'.repeat(26)}`

describe('the API, given what it cannot use', () => {
  let world: JourneyWorld
  let elsewhere: TwimlServer
  let agent: Agent
  let caller: Caller

  beforeAll(async () => {
    world = await journeyWorld()
    elsewhere = await twimlServer('<Response><Pause length="1800"/></Response>')
    agent = new Agent(world)
    caller = await Caller.callsElsewhere(world, elsewhere.url)
    await world.passes(1_000)
  })
  afterAll(async () => {
    await world.stop()
    await elsewhere.stop()
  })

  const good = () => ({
    mode: 'assisted',
    callSid: caller.callSid,
    amount: '10.00',
    currency: 'USD',
    reference: 'A-1',
  })

  const wrong = [
    { with: { amount: '10,00' }, field: 'amount' },
    { with: { amount: '1e3' }, field: 'amount' },
    { with: { amount: '-1' }, field: 'amount' },
    { with: { amount: '0' }, field: 'amount' },
    { with: { amount: '0.00' }, field: 'amount' },
    { with: { amount: '10.001' }, field: 'amount' },
    { with: { amount: '1000000' }, field: 'amount' },
    { with: { amount: 10 }, field: 'amount' },
    { with: { amount: undefined }, field: 'amount' },
    { with: { amount: '10.5', currency: 'JPY' }, field: 'amount' },
    { with: { currency: 'usd' }, field: 'currency' },
    { with: { currency: 'XXX' }, field: 'currency' },
    { with: { reference: '' }, field: 'reference' },
    { with: { reference: 'a\u0000b' }, field: 'reference' },
    { with: { reference: 'x'.repeat(65) }, field: 'reference' },
    { with: { description: '<Say>' }, field: 'description' },
    { with: { callSid: 'CA12' }, field: 'callSid' },
    { with: { callSid: '../../x' }, field: 'callSid' },
    { with: { mode: 'auto' }, field: 'mode' },
    { with: { language: 'tlh' }, field: 'language' },
    { with: { returnUrl: 'javascript:alert(1)' }, field: 'returnUrl' },
    { with: { postalCode: 'maybe' }, field: 'postalCode' },
    { with: { statusCallback: 'https://evil.example' }, field: 'statusCallback' },
    { with: { idempotencyKey: 'mine' }, field: 'idempotencyKey' },
  ]

  test.each(wrong)('names the wrong field: $field, in $with', async ({ with: change, field }) => {
    const { status, body, headers } = await agent.posts('/sessions', { ...good(), ...change })

    expect(status).toBe(400)
    expect(headers.get('content-type')).toBe('application/problem+json')
    const must = expect.stringMatching(/^(be|have|not) /)
    expect(body).toMatchObject({ status: 400, errors: [{ field, must }] })
    const { body: found } = await agent.reads(`/sessions?callSid=${caller.callSid}`)
    expect(found).toEqual({ sessions: [] })
  })

  test('S38: names every wrong field at once', async () => {
    const { body } = await agent.posts('/sessions', { amount: 1, currency: 2, surprise: 3 })

    const errors = Array.isArray(body['errors']) ? body['errors'] : []
    const named = errors.map(({ field }) => field).sort()
    expect(named).toEqual(['amount', 'callSid', 'currency', 'mode', 'reference', 'surprise'])
  })

  test.each([
    ['no JSON', '{"amount":'],
    ['a list', '[]'],
    ['null', 'null'],
    ['a number', '7'],
  ])('refuses %s as a body', async (_, body) => {
    const response = await fetch(`${world.gatewayUrl}/sessions`, {
      method: 'POST',
      headers: { 'idempotency-key': 'k', 'content-type': 'application/json' },
      body,
    })
    expect(response.status).toBe(400)
  })

  test('S38: refuses a body over 16 KB with 413, and one just under it for what is in it', async () => {
    const sent = (bytes: number) => agent.posts('/sessions', { x: 'x'.repeat(bytes) })
    expect((await sent(16 * 1_024)).status).toBe(413)
    expect((await sent(16 * 1_024 - 100)).status).toBe(400)
  })

  test.each(['/captures', '/complete', '/cancel'])('needs a key for %s', async (path) => {
    const response = await fetch(`${world.gatewayUrl}/sessions/${unknownId}${path}`, {
      method: 'POST',
    })
    expect(response.status).toBe(400)
    expect(await response.text()).toContain('header.Idempotency-Key')
  })

  test.each([unknownId, 'x', '%2e%2e', `${unknownId}#progress`])(
    'knows no session %s',
    async (id) => {
      const path = `/sessions/${encodeURIComponent(id)}`
      expect((await agent.reads(path)).status).toBe(404)
      expect((await agent.posts(`${path}/complete`)).status).toBe(404)
    },
  )

  test('S27: passes on that the call is not in progress, with what Twilio said', async () => {
    const callSid = `CA${'f'.repeat(32)}`
    const { status, body } = await agent.posts('/sessions', { ...good(), callSid })

    expect(status).toBe(409)
    expect(body).toMatchObject({ twilioCode: 20404 })
    expect(body['detail']).toContain('Check the call SID')
    const session = await agent.session(body['sessionId'])
    expect(session).toMatchObject({ status: 'failed', reason: 'call-not-in-progress' })
  })

  test('S20: refuses a second session on a call, and names the first', async () => {
    const first = await agent.posts('/sessions', good())
    const second = await agent.posts('/sessions', { ...good(), reference: 'A-2' })

    expect(second.status).toBe(409)
    expect(second.body).toMatchObject({ sessionId: first.body['sessionId'] })
    await agent.posts(`/sessions/${first.body['sessionId']}/cancel`)
    const third = await agent.posts('/sessions', { ...good(), reference: 'A-2' })
    expect(third.status).toBe(201)
    await agent.posts(`/sessions/${third.body['sessionId']}/cancel`)
  })

  test('refuses a key that was used for another request', async () => {
    const { body } = await agent.posts('/sessions', { ...good(), reference: 'B-1' }, 'twice')
    const other = await agent.posts('/sessions', { ...good(), reference: 'B-2' }, 'twice')

    expect(other.status).toBe(422)
    await agent.posts(`/sessions/${body['sessionId']}/cancel`)
  })

  test('takes no field that is not asked, and no code before its card', async () => {
    const { body } = await agent.posts('/sessions', {
      ...good(),
      reference: 'C',
      postalCode: false,
    })
    const captures = `/sessions/${body['sessionId']}/captures`

    const postal = await agent.posts(captures, { field: 'postal-code' })
    expect(postal).toMatchObject({ status: 409, body: { refusal: 'field-not-asked' } })
    const code = await agent.posts(captures, { field: 'security-code' })
    expect(code.body).toMatchObject({ fields: ['payment-card-number'] })
    expect((await agent.posts(captures, { field: 'card' })).status).toBe(400)
    await agent.posts(`/sessions/${body['sessionId']}/cancel`)
  })
})
