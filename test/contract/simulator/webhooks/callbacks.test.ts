import { createServer } from 'node:http'
import twilio from 'twilio'
import { describe, expect, test } from 'vitest'
import { type Bench, startBench } from '../bench/bench.ts'

/** A port on which nobody listens. */
async function deadPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise<void>((done) => server.close(() => done()))
  return typeof address === 'object' && address !== null ? address.port : 0
}

const paths = (bench: Bench) => bench.application.callbacks().map(({ path }) => path)

describe('a signature', () => {
  test("is one that Twilio's own client accepts, on callbacks and voice webhooks", async () => {
    const bench = await startBench()
    const callSid = await bench.call('<Redirect>/voice2?b=2&amp;a=1%20%2B</Redirect>')
    bench.application.twiml('/voice2', '<Pause length="60"/>')
    const payment = await bench.pay(callSid, {
      statusCallback: `${bench.statusCallback}?note=a%20b#rc=3`,
    })
    await bench.enter(callSid, { payment, field: 'payment-card-number', keys: '41' })
    await bench.send('POST', `/caller/calls/${callSid}/hangup`)
    await bench.pass(1_000)

    const { received, url } = bench.application
    expect(received.length).toBeGreaterThan(6)
    for (const { signature, path, parameters } of received) {
      const { authToken } = bench.simulator.account
      expect(twilio.validateRequest(authToken, signature, url + path, parameters)).toBe(true)
      expect(twilio.validateRequest('other', signature, url + path, parameters)).toBe(false)
    }
  })

  test('stays that of the public address, however it is reached', async () => {
    const application: { url?: string } = {}
    const bench = await startBench({
      reach: (url) => ({
        url: new URL(url.pathname.replace('/prod', '') + url.search, application.url),
        headers: { host: url.host, 'x-public-host': url.host },
      }),
    })
    application.url = bench.application.url
    const callSid = await bench.call()
    const statusCallback = 'https://abc.execute-api.example:8443/prod/callback/1'

    await bench.pay(callSid, { statusCallback })
    await bench.pass(100)

    const [callback] = bench.application.callbacks()
    expect(callback?.path).toBe('/callback/1')
    const { authToken } = bench.simulator.account
    const { signature = '', parameters = {} } = callback ?? {}
    expect(twilio.validateRequest(authToken, signature, statusCallback, parameters)).toBe(true)
  })
})

describe('status callbacks', () => {
  test('go to the address of their own operation', async () => {
    const bench = await startBench()
    const callSid = await bench.call()
    const { statusCallback } = bench
    const payment = await bench.pay(callSid, { statusCallback: `${statusCallback}/create` })
    const resource = bench.client.calls(callSid).payments(payment)

    await resource.update({
      idempotencyKey: 'a',
      statusCallback: `${statusCallback}/capture`,
      capture: 'expiration-date',
    })
    await bench.press(callSid, '1227')
    await resource.update({
      idempotencyKey: 'b',
      statusCallback: `${statusCallback}/cancel`,
      status: 'cancel',
    })
    await bench.pass(100)

    expect(paths(bench)).toEqual([
      '/callback/create',
      ...Array.from({ length: 6 }, () => '/callback/capture'),
      '/callback/cancel',
    ])
  })

  test('are sent one after another: the next when the last was answered', async () => {
    const bench = await startBench()
    let open = 0
    let mostOpen = 0
    bench.application.answerWith('/callback', async () => {
      open += 1
      mostOpen = Math.max(mostOpen, open)
      await new Promise((done) => setImmediate(done))
      open -= 1
      return {}
    })
    const callSid = await bench.call()
    const payment = await bench.pay(callSid)
    await bench.enter(callSid, { payment, field: 'payment-card-number', keys: '' })

    await bench.send('POST', `/caller/calls/${callSid}/keys`, { keys: '4111111111', delayMs: 0 })
    bench.time.advance(1_000)
    await bench.simulator.quiet()

    expect(bench.application.callbacks()).toHaveLength(12)
    expect(mostOpen).toBe(1)
  })

  test('have a token each', async () => {
    const bench = await startBench()
    const callSid = await bench.call()
    const payment = await bench.pay(callSid)

    await bench.enter(callSid, { payment, field: 'payment-card-number', keys: '411' })

    const tokens = bench.application.callbacks().map(({ token }) => token)
    expect(new Set(tokens).size).toBe(5)
  })

  test('come after the answer of their operation', async () => {
    const bench = await startBench()
    const callSid = await bench.call()

    await bench.pay(callSid)
    await bench.simulator.quiet()
    expect(bench.application.callbacks()).toEqual([])
    await bench.pass(100)

    expect(bench.application.callbacks()).toHaveLength(1)
  })

  test('that are answered with an error are lost', async () => {
    const bench = await startBench()
    bench.application.answerWith('/callback', () => ({ status: 500 }))
    const callSid = await bench.call()

    await bench.pay(callSid)
    await bench.pass(60_000)

    expect(bench.application.callbacks()).toHaveLength(1)
  })

  test('are repeated on errors when their address says so, with the same token', async () => {
    const bench = await startBench()
    let asked = 0
    bench.application.answerWith('/callback', () => ({ status: ++asked < 3 ? 503 : 200 }))
    const callSid = await bench.call()

    await bench.pay(callSid, { statusCallback: `${bench.statusCallback}#rc=3&rp=ct,5xx` })
    await bench.pass(60_000)

    const tokens = bench.application.callbacks().map(({ token }) => token)
    expect(tokens).toHaveLength(3)
    expect(new Set(tokens).size).toBe(1)
  })

  test.each([
    ['', 2],
    ['#rc=0', 1],
    ['#rc=4', 5],
    ['#rc=9', 2],
  ])('to a dead port with %s are tried %i times', async (fragment, attempts) => {
    const tried: string[] = []
    const dead = await deadPort()
    const bench = await startBench({
      reach: (url) => {
        if (url.pathname === '/callback') tried.push(url.href)
        return { url, headers: {} }
      },
    })
    const callSid = await bench.call()

    await bench.pay(callSid, { statusCallback: `http://127.0.0.1:${dead}/callback${fragment}` })
    await bench.pass(60_000)

    expect(tried).toHaveLength(attempts)
  })

  test('are given up after fifteen seconds without an answer', async () => {
    const bench = await startBench()
    let answer = (): void => undefined
    const slow = new Promise<void>((done) => {
      answer = done
    })
    bench.application.answerWith('/callback', async () => {
      if (bench.application.callbacks().length === 1) await slow
      return {}
    })
    const callSid = await bench.call()
    const payment = await bench.pay(callSid)
    await bench.enter(callSid, { payment, field: 'postal-code', keys: '' })
    bench.time.advance(100)
    await expect.poll(() => bench.application.callbacks().length).toBe(1)

    bench.time.advance(14_000)
    expect(bench.application.callbacks()).toHaveLength(1)
    bench.time.advance(1_000)
    await bench.simulator.quiet()

    expect(bench.application.callbacks()).toHaveLength(2)
    answer()
  })

  test('are given up sooner when their address says so', async () => {
    const bench = await startBench()
    let answer = (): void => undefined
    const slow = new Promise<void>((done) => {
      answer = done
    })
    bench.application.answerWith('/callback', async () => {
      if (bench.application.callbacks().length === 1) await slow
      return {}
    })
    const callSid = await bench.call()
    await bench.pay(callSid, { statusCallback: `${bench.statusCallback}#rt=500&rp=rt` })
    bench.time.advance(100)
    await expect.poll(() => bench.application.callbacks().length).toBe(1)

    bench.time.advance(500)
    await bench.pass(2_000)

    expect(bench.application.callbacks()).toHaveLength(2)
    answer()
  })

  test('follow a redirect with GET, and lose their form', async () => {
    const bench = await startBench()
    bench.application.answerWith('/callback', () => ({ status: 302, location: '/callback/moved' }))
    const callSid = await bench.call()

    await bench.pay(callSid)
    await bench.pass(100)

    expect(bench.application.callbacks()).toMatchObject([
      { path: '/callback' },
      { path: '/callback/moved', parameters: {} },
    ])
  })
})
