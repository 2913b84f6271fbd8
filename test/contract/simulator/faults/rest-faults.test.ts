import { describe, expect, test } from 'vitest'
import { startBench } from '../bench/bench.ts'
import { failureOf, parametersOf, payingWith, setFaults } from './broken-bench.ts'

describe('a REST request', () => {
  test.each([
    ['429', 20429, 0],
    ['500-not-executed', 20500, 0],
    ['500-executed', 20500, 1],
    ['reset-not-executed', 'ECONNRESET', 0],
    ['reset-executed', 'ECONNRESET', 1],
  ])('is answered with %s: %s, and was executed %i times', async (what, code, executed) => {
    const { bench, callSid } = await payingWith({ on: 'rest', operation: 'create', do: what })

    expect(await failureOf(bench.pay(callSid))).toBe(code)
    await bench.pass(100)

    expect(bench.application.callbacks()).toHaveLength(executed)
    await setFaults(bench)
    expect(await failureOf(bench.pay(callSid))).toBe(executed === 1 ? 64021 : 'accepted')
  })

  test('that was executed can be repeated with its key', async () => {
    const { bench, callSid } = await payingWith({ on: 'rest', do: '500-executed', times: 1 })
    const create = () => bench.pay(callSid, { idempotencyKey: 'same' })

    expect(await failureOf(create())).toBe(20500)
    const payment = await create()
    await bench.pass(100)

    expect(parametersOf(bench)).toMatchObject([{ Sid: payment }])
  })

  test('is answered slowly, though it was carried out at once', async () => {
    const { bench, callSid } = await payingWith({ on: 'rest', do: 'slow', delayMs: 8_000 })
    const startedAtMs = bench.time.now()
    let answeredAtMs: number | undefined

    const paying = bench.pay(callSid).then(() => {
      answeredAtMs = bench.time.now()
    })
    await expect.poll(() => bench.callOf(callSid).payment?.state).toBe('open')
    await bench.until(() => bench.application.callbacks().length > 0)
    expect(answeredAtMs).toBeUndefined()
    await bench.until(() => answeredAtMs !== undefined)
    await paying

    expect((answeredAtMs ?? 0) - startedAtMs).toBe(8_000)
  })

  test('that is slow keeps neither time nor the webhook waiting that needs it', async () => {
    const bench = await startBench()
    await setFaults(bench, { on: 'rest', operation: 'call-fetch', do: 'slow', delayMs: 5_000 })
    bench.application.answerWith('/needy', async ({ parameters }) => {
      const call = await bench.client.calls(parameters['CallSid'] ?? '').fetch()
      return { body: `<Response><Say>${call.status}</Say></Response>` }
    })

    const voiceUrl = `${bench.application.url}/needy`
    await bench.send('POST', '/caller/calls', { from: '+14155550123', voiceUrl })
    await bench.until(() => bench.simulator.calls()[0]?.heard.length === 1)

    expect(bench.simulator.calls()[0]?.heard).toMatchObject([
      { text: 'ringing', at: '2026-11-15T12:00:05.050Z' },
    ])
  })

  test('is answered with garbage', async () => {
    const { bench, callSid } = await payingWith({
      on: 'rest',
      operation: 'call-fetch',
      do: 'garbage',
    })
    const { accountSid, authToken } = bench.simulator.account
    const basic = Buffer.from(`${accountSid}:${authToken}`).toString('base64')

    const response = await fetch(
      `${bench.url}/2010-04-01/Accounts/${accountSid}/Calls/${callSid}.json`,
      { headers: { authorization: `Basic ${basic}` } },
    )

    expect([response.status, await response.text()]).toEqual([200, '<html>oops'])
  })

  test('of another operation or field is not touched', async () => {
    const { bench, callSid } = await payingWith({
      on: 'rest',
      operation: 'capture',
      capture: 'security-code',
      do: '429',
    })
    const payment = await bench.pay(callSid)

    await bench.enter(callSid, { payment, field: 'payment-card-number', keys: '4111111111111111' })

    expect(
      await failureOf(bench.enter(callSid, { payment, field: 'security-code', keys: '' })),
    ).toBe(20429)
  })
})
