import twilio from 'twilio'
import { describe, expect, test } from 'vitest'
import { type Bench, startBench } from '../bench/bench.ts'

const { RestException } = twilio

async function refusal(request: Promise<unknown>) {
  const error = await request.catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(RestException)
  if (!(error instanceof RestException)) return undefined
  const { code, status, moreInfo } = error
  expect(moreInfo).toBe(`https://www.twilio.com/docs/errors/${code}`)
  return { code, status }
}

async function payingCall(bench: Bench) {
  const callSid = await bench.call()
  const payment = await bench.pay(callSid)
  return { callSid, payment }
}

describe("Twilio's own client", () => {
  test('reads a created payment', async () => {
    const bench = await startBench()
    const callSid = await bench.call()

    const payment = await bench.client
      .calls(callSid)
      .payments.create({ idempotencyKey: 'k', statusCallback: bench.statusCallback })

    expect(payment.sid).toMatch(/^PK[0-9a-f]{32}$/)
    expect(payment.callSid).toBe(callSid)
    expect(payment.accountSid).toBe(bench.simulator.account.accountSid)
    expect(payment.dateCreated.toISOString()).toMatch(/^2026-11-15T12:00:0/)
    expect(payment.uri).toBe(
      `/2010-04-01/Accounts/${payment.accountSid}/Calls/${callSid}/Payments/${payment.sid}.json`,
    )
  })

  test('works with the Auth Token, too', async () => {
    const bench = await startBench()
    const callSid = await bench.call()
    const client = twilio(bench.simulator.account.accountSid, bench.simulator.account.authToken)
    client.api.baseUrl = bench.url

    const call = await client.calls(callSid).fetch()

    expect(call).toMatchObject({ sid: callSid, status: 'in-progress', direction: 'inbound' })
    expect(call.startTime.toISOString()).toBe('2026-11-15T12:00:00.000Z')
    const always = { idempotencyKey: 'k', statusCallback: bench.statusCallback }
    const { sid } = await client.calls(callSid).payments.create(always)
    const cancelled = await client
      .calls(callSid)
      .payments(sid)
      .update({ ...always, status: 'cancel' })
    expect(cancelled.sid).toBe(sid)
  })

  test.each([
    ['another key', () => ['SK00000000000000000000000000000000', 'secret'] as const],
    ['another token', (bench: Bench) => [bench.simulator.account.accountSid, 'no'] as const],
  ])('with %s is refused', async (_, credentials) => {
    const bench = await startBench()
    const [username, password] = credentials(bench)
    const client = twilio(username, password, { accountSid: bench.simulator.account.accountSid })
    client.api.baseUrl = bench.url

    const fetching = client.calls('CA00000000000000000000000000000000').fetch()

    expect(await refusal(fetching)).toEqual({ code: 20003, status: 401 })
  })

  test('captures, completes, and cannot do so again', async () => {
    const bench = await startBench()
    const { callSid, payment } = await payingCall(bench)
    await bench.enterCard(callSid, payment)

    await bench.finish(callSid, payment)
    expect(await refusal(bench.finish(callSid, payment))).toEqual({ code: 64021, status: 400 })
    await bench.result()

    expect(await refusal(bench.finish(callSid, payment))).toEqual({ code: 20404, status: 404 })
    expect(bench.simulator.ledger()).toHaveLength(1)
  })

  test('cancels a payment, and opens another one', async () => {
    const bench = await startBench()
    const { callSid, payment } = await payingCall(bench)

    await bench.finish(callSid, payment, 'cancel')
    expect(await bench.result()).toMatchObject({ Result: 'transaction-cancelled', Sid: payment })

    expect(await bench.pay(callSid)).not.toBe(payment)
  })

  test('gives a call new words', async () => {
    const bench = await startBench()
    const callSid = await bench.call('<Say>One moment.</Say><Pause length="60"/>')

    const twiml = '<Response><Say language="es-ES">Hola</Say></Response>'
    const call = await bench.client.calls(callSid).update({ twiml })

    expect(call.status).toBe('in-progress')
    expect(bench.callOf(callSid).heard.at(-1)).toMatchObject({ text: 'Hola', language: 'es-ES' })
  })

  test('ends a call', async () => {
    const bench = await startBench()
    const callSid = await bench.call()

    const call = await bench.client.calls(callSid).update({ status: 'completed' })

    expect(call).toMatchObject({ status: 'completed', duration: '1' })
  })

  test('sends a message', async () => {
    const bench = await startBench()

    const message = await bench.client.messages.create({
      to: '+14155550123',
      from: '+12025550142',
      body: 'Paid.',
    })

    expect(message).toMatchObject({ status: 'queued', body: 'Paid.' })
    expect((await bench.send('GET', '/messages')).body).toEqual([
      {
        sid: message.sid,
        to: '+14155550123',
        from: '+12025550142',
        body: 'Paid.',
        at: '2026-11-15T12:00:00.000Z',
      },
    ])
  })

  test.each([
    [
      'of a call that nobody placed',
      20404,
      404,
      (bench: Bench) => bench.pay(`CA${'0'.repeat(32)}`),
    ],
    [
      'without a recipient',
      21211,
      400,
      (bench: Bench) => bench.client.messages.create({ to: 'me', from: '+12025550142', body: '?' }),
    ],
    [
      'of an amount with too many decimals',
      64003,
      400,
      async (bench: Bench) => bench.pay(await bench.call(), { chargeAmount: 1.005 }),
    ],
  ])('understands the refusal %s', async (_, code, status, request) => {
    const bench = await startBench()

    expect(await refusal(request(bench))).toEqual({ code, status })
  })
})

describe('an answer of the REST API', () => {
  const unknown = () => ''
  const known = ({ simulator: { account } }: Bench) =>
    `Basic ${btoa(`${account.accountSid}:${account.authToken}`)}`

  test.each([
    [401, unknown],
    [400, known],
  ])('with status %i carries the headers of Twilio', async (status, authorizationFor) => {
    const bench = await startBench({ account: { region: 'ie1' } })
    const path = `/2010-04-01/Accounts/${bench.simulator.account.accountSid}/Messages.json`
    const headers = { authorization: authorizationFor(bench) }
    const answer = await fetch(bench.url + path, { method: 'POST', headers })

    expect(answer.status).toBe(status)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'twilio-request-id': expect.stringMatching(/^RQ[0-9a-f]{32}$/),
      'twilio-request-duration': '0.000',
      'twilio-concurrent-requests': '1',
      'x-home-region': 'ie1',
      'x-api-domain': 'api.twilio.com',
      'x-powered-by': 'AT-5000',
      'x-shenanigans': 'none',
    })
  })
})

describe("the check of signatures in Twilio's own client", () => {
  test.each([
    '/callback',
    '/callback/with%20space?reference=INV%201001&plus=%2B',
    '/callback?b=2&a=1#rc=3&rp=ct,5xx',
  ])('accepts every callback to %s, blank values and all', async (path) => {
    const bench = await startBench()
    const { authToken } = bench.simulator.account
    const { url } = bench.application
    const callSid = await bench.call()
    const payment = bench.client.calls(callSid).payments
    const statusCallback = url + path
    const { sid } = await payment.create({ idempotencyKey: 'a', statusCallback, chargeAmount: 5 })
    await bench.enterCard(callSid, sid)
    const session = bench.client.calls(callSid).payments(sid)
    await session.update({ idempotencyKey: 'b', statusCallback, status: 'complete' })
    const result = await bench.result()

    expect(result).toMatchObject({ Result: 'success', PaymentToken: '', ProfileId: '' })
    const sent = bench.application.callbacks()
    // The fragment is an instruction to Twilio: neither sent nor signed.
    expect([sent.at(0)?.path, sent.at(-1)?.path]).toEqual(Array(2).fill(path.replace(/#.*/, '')))
    for (const { signature, path, parameters } of sent) {
      expect(twilio.validateRequest(authToken, signature, url + path, parameters)).toBe(true)
      const without = { ...parameters, ProfileId: 'p' }
      expect(twilio.validateRequest(authToken, signature, url + path, without)).toBe(false)
    }
  })
})
