import twilio from 'twilio'
import { describe, expect, test } from 'vitest'
import { type Bench, startBench } from '../bench/bench.ts'

const { RestException } = twilio

async function refusal(request: Promise<unknown>) {
  const error = await request.catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(RestException)
  return error instanceof RestException ? { code: error.code, status: error.status } : undefined
}

async function payingCall(bench: Bench) {
  const callSid = await bench.call()
  const payment = await bench.pay(callSid)
  return { callSid, payment }
}

describe('a refused request', () => {
  test.each([['wrong credentials', 20003, 401, 'SK00000000000000000000000000000000']])(
    'for %s has code %i and status %i',
    async (_, code, status, apiKeySid) => {
      const bench = await startBench()
      const { accountSid } = bench.simulator.account
      const client = twilio(apiKeySid, 'wrong', { accountSid })
      client.api.baseUrl = bench.url

      expect(await refusal(client.calls(`CA${'0'.repeat(32)}`).fetch())).toEqual({ code, status })
    },
  )

  test('for an unknown call is 20404', async () => {
    const bench = await startBench()
    const unknown = bench.client.calls(`CA${'0'.repeat(32)}`)

    expect(await refusal(unknown.fetch())).toEqual({ code: 20404, status: 404 })
    expect(
      await refusal(
        unknown.payments.create({ idempotencyKey: 'k', statusCallback: 'https://a.b' }),
      ),
    ).toEqual({ code: 20404, status: 404 })
  })

  test('for an unknown payment is 20404', async () => {
    const bench = await startBench()
    const callSid = await bench.call()

    expect(await refusal(bench.finish(callSid, `PK${'0'.repeat(32)}`))).toEqual({
      code: 20404,
      status: 404,
    })
  })

  test('for a call that has ended is 21220', async () => {
    const bench = await startBench()
    const callSid = await bench.call()
    await bench.send('POST', `/caller/calls/${callSid}/hangup`)

    expect(await refusal(bench.pay(callSid))).toEqual({ code: 21220, status: 400 })
    expect(await refusal(bench.client.calls(callSid).update({ twiml: '<Response/>' }))).toEqual({
      code: 21220,
      status: 400,
    })
  })

  test('for a second session on the call is 64021', async () => {
    const bench = await startBench()
    const { callSid } = await payingCall(bench)

    expect(await refusal(bench.pay(callSid))).toEqual({ code: 64021, status: 400 })
  })

  test('to complete while fields are missing is 64019', async () => {
    const bench = await startBench()
    const { callSid, payment } = await payingCall(bench)

    expect(await refusal(bench.finish(callSid, payment))).toEqual({ code: 64019, status: 400 })
  })

  test('that says neither or both of Capture and Status is 64018', async () => {
    const bench = await startBench()
    const { callSid, payment } = await payingCall(bench)
    const resource = bench.client.calls(callSid).payments(payment)
    const always = { idempotencyKey: 'k', statusCallback: bench.statusCallback }

    expect(await refusal(resource.update(always))).toEqual({ code: 64018, status: 400 })
    expect(
      await refusal(resource.update({ ...always, capture: 'postal-code', status: 'cancel' })),
    ).toEqual({ code: 64018, status: 400 })
  })

  test('to capture a bank field of a card payment is 64020', async () => {
    const bench = await startBench()
    const { callSid, payment } = await payingCall(bench)

    expect(
      await refusal(bench.enter(callSid, { payment, field: 'bank-account-number', keys: '' })),
    ).toEqual({ code: 64020, status: 400 })
  })

  test('for too much TwiML is 32018', async () => {
    const bench = await startBench()
    const callSid = await bench.call()
    const twiml = `<Response><Say>${'a'.repeat(4_000)}</Say></Response>`

    expect(await refusal(bench.client.calls(callSid).update({ twiml }))).toEqual({
      code: 32018,
      status: 400,
    })
  })

  test.each([
    [{ to: '', from: '+12025550142', body: 'a' }, 21604],
    [{ to: '+14155550123', from: '', body: 'a' }, 21603],
    [{ to: '+14155550123', from: '+12025550142', body: '' }, 21602],
    [{ to: 'me', from: '+12025550142', body: 'a' }, 21211],
    [{ to: '+14155550123', from: 'me', body: 'a' }, 21212],
  ])('to send the message %o is %i', async (message, code) => {
    const bench = await startBench()

    expect(await refusal(bench.client.messages.create(message))).toEqual({ code, status: 400 })
  })
})
