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
})
