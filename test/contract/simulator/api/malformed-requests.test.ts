import { request } from 'node:http'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Bench, startBench } from '../bench/bench.ts'

describe('a malformed request', () => {
  test.each([
    ['POST', '/caller/calls', {}, 400],
    ['POST', '/caller/calls', [], 400],
    ['POST', '/caller/calls', { from: 'me', voiceUrl: 'http://a.b' }, 400],
    ['POST', '/caller/calls', { from: '+14155550123', to: 1, voiceUrl: 'http://a.b' }, 400],
    ['POST', '/caller/calls', { from: '+14155550123', voiceUrl: '/relative' }, 400],
    ['DELETE', '/caller/calls', undefined, 405],
    ['GET', '/caller/calls/CA1', undefined, 404],
    ['GET', '/caller/calls/%E0%A4%A', undefined, 400],
    ['GET', '/caller/calls/CA1/events', undefined, 404],
    ['POST', '/caller/calls/CA1/keys', { keys: '1' }, 404],
    ['POST', '/caller/calls/CA1/hangup', undefined, 404],
    ['PUT', '/ledger', undefined, 405],
    ['GET', '//', undefined, 404],
  ])('%s %s %o is refused with a sentence: %i', async (method, path, body, status) => {
    const bench = await startBench()

    const answer = await bench.send(method, path, body)

    expect(answer).toMatchObject({ status, body: { status, error: expect.stringMatching(/\.$/) } })
  })

  test.each([
    {},
    { keys: '' },
    { keys: 'abc' },
    { keys: 1 },
    { keys: '1'.repeat(501) },
    { keys: '1', delayMs: -1 },
    { keys: '1', delayMs: '5' },
    { keys: '1', delayMs: 1.5 },
  ])('to press %o is refused', async (body) => {
    const bench = await startBench()
    const callSid = await bench.call()

    expect((await bench.send('POST', `/caller/calls/${callSid}/keys`, body)).status).toBe(400)
  })

  test('with more than 64 KB is refused on every route', async () => {
    const bench = await startBench()
    const { accountSid } = bench.simulator.account
    const rest = `/2010-04-01/Accounts/${accountSid}/Messages.json`

    expect((await bench.send('POST', '/caller/calls', 'a'.repeat(70_000))).status).toBe(413)
    expect((await bench.send('POST', rest, 'a'.repeat(70_000))).status).toBe(413)
    expect((await bench.send('GET', '/ledger')).status).toBe(200)
  })

  test('never makes the simulator fail', async () => {
    const bench = await startBench()
    const callSid = await bench.call()
    const payment = await bench.pay(callSid)
    const { accountSid } = bench.simulator.account
    const api = `/2010-04-01/Accounts/${accountSid}`
    const anyRequest = fc.record({
      method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD'),
      path: fc.constantFrom(
        '/caller/calls',
        `/caller/calls/${callSid}`,
        `/caller/calls/${callSid}/keys`,
        '/faults',
        '/switches',
        '/ledger',
        '/messages',
        '*',
        'http://[',
        '/%',
        `${api}/Calls/${callSid}.json`,
        `${api}/Calls/${callSid}/Payments.json`,
        `${api}/Calls/${callSid}/Payments/${payment}.json`,
        `${api}/Messages.json`,
      ),
      body: fc.oneof(
        fc.string(),
        fc.json(),
        fc
          .dictionary(
            fc.constantFrom('Capture', 'Status', 'StatusCallback', 'IdempotencyKey', 'rules', 'To'),
            fc.string(),
          )
          .map((form) => new URLSearchParams(form).toString()),
      ),
    })

    await fc.assert(
      fc.asyncProperty(anyRequest, async (one) => {
        expect(await statusOf(bench, one)).toBeLessThan(500)
      }),
      { numRuns: 300 },
    )
  })
})

function statusOf(
  bench: Bench,
  one: { readonly method: string; readonly path: string; readonly body: string },
): Promise<number> {
  const { apiKeySid, apiKeySecret } = bench.simulator.account
  return new Promise((done, fail) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port: new URL(bench.url).port,
        method: one.method,
        path: one.path,
        auth: `${apiKeySid}:${apiKeySecret}`,
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': Buffer.byteLength(one.body),
        },
        agent: false,
      },
      (response) => {
        response.resume()
        response.on('end', () => done(response.statusCode ?? 0))
      },
    )
    sent.on('error', fail)
    sent.end(one.body)
  })
}
