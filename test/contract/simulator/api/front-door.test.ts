import { describe, expect, test } from 'vitest'
import { createSimulator, realTime } from '../../../../local/twilio/simulator.ts'
import { startBench } from '../bench/bench.ts'

describe('the front door', () => {
  test('places a call, shows it, and lists it', async () => {
    const bench = await startBench()
    const callSid = await bench.call('<Say language="en-GB">Hello.</Say><Pause length="9"/>')

    const { status, body } = await bench.send('GET', `/caller/calls/${callSid}`)

    expect(status).toBe(200)
    expect(body).toEqual({
      callSid,
      status: 'in-progress',
      from: '+14155550123',
      to: '+12025550142',
      heard: [{ at: '2026-11-15T12:00:00.050Z', text: 'Hello.', language: 'en-GB' }],
      payment: null,
    })
    expect((await bench.send('GET', '/caller/calls')).body).toEqual([body])
  })

  test('shows the payment of a call', async () => {
    const bench = await startBench()
    const callSid = await bench.call()
    const payment = await bench.pay(callSid, { postalCode: false })
    await bench.enter(callSid, { payment, field: 'expiration-date', keys: '12' })

    const { body } = await bench.send('GET', `/caller/calls/${callSid}`)

    expect(body.payment).toEqual({
      sid: payment,
      capturing: 'expiration-date',
      required: ['payment-card-number', 'expiration-date', 'security-code'],
      state: 'open',
    })
  })

  test('answers keys at once, and presses them one after another', async () => {
    const bench = await startBench()
    const callSid = await bench.call()
    const payment = await bench.pay(callSid)
    await bench.enter(callSid, { payment, field: 'payment-card-number', keys: '' })

    const path = `/caller/calls/${callSid}/keys`
    const first = await bench.send('POST', path, { keys: '411', delayMs: 1_000 })
    await bench.send('POST', path, { keys: '1' })
    await bench.pass(2_100)
    expect(bench.application.callbacks().at(-1)?.parameters).toMatchObject({
      PaymentCardNumber: 'xx',
    })
    await bench.pass(3_000)

    expect(first).toEqual({ status: 200, body: { pressed: 3 } })
    expect(bench.application.callbacks().at(-1)?.parameters).toMatchObject({
      PaymentCardNumber: 'xxxx',
    })
  })

  test('calls the number as it is set up', async () => {
    const phoneNumber = { number: '+12025550199', voiceUrl: 'http://127.0.0.1:1/voice' }
    const bench = await startBench({ phoneNumber })

    const placed = await bench.send('POST', '/caller/calls', { from: '+14155550123' })

    expect(placed).toMatchObject({ status: 201, body: { status: 'in-progress' } })
    expect(bench.simulator.calls()).toMatchObject([{ to: '+12025550199' }])
  })

  test('lets a person answer a call that has no voice URL, and stay on the line', async () => {
    const bench = await startBench()

    await bench.send('POST', '/caller/calls', { from: '+14155550123' })
    await bench.pass(3_600_000)

    const [call] = bench.simulator.calls()
    expect(call).toMatchObject({ status: 'in-progress' })
    expect(call?.heard.map(({ text }) => text)).toEqual([
      '…a person answers and stays on the line…',
    ])
  })

  test('gives the account, the ledger and the messages', async () => {
    const bench = await startBench()

    const { body } = await bench.send('GET', '/caller/account')

    expect(body).toEqual(bench.simulator.account)
    expect(body.testCards).toContainEqual(expect.objectContaining({ outcome: 'declined' }))
    expect((await bench.send('GET', '/ledger')).body).toEqual([])
    expect((await bench.send('GET', '/messages')).body).toEqual([])
  })

  test('leaves other paths to the page', async () => {
    const bench = await startBench({
      page: (request, response) => {
        if (request.url !== '/phone') return false
        response.end('"ring"')
        return true
      },
    })

    expect(await bench.send('GET', '/phone')).toEqual({ status: 200, body: 'ring' })
    expect((await bench.send('GET', '/nowhere')).status).toBe(404)
  })
})

describe('the events of a call', () => {
  test('are its changes, its webhooks and its callbacks', async () => {
    const bench = await startBench()
    bench.application.answerWith('/callback', ({ parameters }) => ({
      status: parameters['Capture'] === undefined ? 200 : 403,
    }))
    const callSid = await bench.call()
    const stream = await fetch(`${bench.url}/caller/calls/${callSid}/events`)
    const payment = await bench.pay(callSid)
    await bench.enter(callSid, { payment, field: 'postal-code', keys: '' })
    await bench.client.calls(callSid).update({ url: `${bench.application.url}/voice` })
    await bench.pass(200)
    await bench.simulator.stop()

    const events = (await stream.text())
      .trim()
      .split('\n\n')
      .map((text) => /^event: (.*)\ndata: (.*)$/.exec(text) ?? [])
      .map(([, name = '', data = '']) => ({ name, data: JSON.parse(data) }))

    expect(stream.headers.get('content-type')).toBe('text/event-stream')
    const [first] = events
    expect(first).toMatchObject({ name: 'call', data: { callSid, payment: null } })
    const callbacks = events.filter(({ name }) => name === 'callback').map(({ data }) => data)
    expect(callbacks).toMatchObject([
      { url: bench.statusCallback, status: 200, verified: true, parameters: { Sid: payment } },
      { status: 403, verified: false, parameters: { Capture: 'postal-code' } },
    ])
    const webhooks = events.filter(({ name }) => name === 'webhook').map(({ data }) => data)
    expect(webhooks).toMatchObject([{ url: `${bench.application.url}/voice`, status: 200 }])
    expect(events.filter(({ name }) => name === 'call').at(-1)?.data.payment.capturing).toBe(
      'postal-code',
    )
  })
})

describe('a simulator', () => {
  test('that is stopped answers nobody, and can be stopped again', async () => {
    const bench = await startBench()
    await bench.call('<Say>Hello.</Say>')

    await bench.simulator.stop()
    await bench.simulator.stop()

    await expect(fetch(`${bench.url}/ledger`)).rejects.toThrow()
    expect(bench.time.pending).toBe(0)
  })

  test('answers to localhost, too', async () => {
    const bench = await startBench()

    const response = await fetch(`${bench.url.replace('127.0.0.1', 'localhost')}/ledger`)

    expect(response.status).toBe(200)
  })

  test('does not take a port that is in use', async () => {
    const bench = await startBench()
    const port = Number(new URL(bench.url).port)

    const second = createSimulator({ port, time: realTime() })

    await expect(second.start()).rejects.toThrow(/Port \d+ is in use; set SIMULATOR_PORT/)
  })
})
