import { describe, expect, test } from 'vitest'
import { type Bench, startBench } from '../bench/bench.ts'

const hangUp = async (bench: Bench, callSid: string) => {
  await bench.send('POST', `/caller/calls/${callSid}/hangup`)
  await bench.pass(1_000)
}

const lastOf = (bench: Bench) => bench.application.callbacks().at(-1)?.parameters ?? {}

describe('a caller who hangs up', () => {
  test('before any payment ends the call, and the number is told', async () => {
    const bench = await startBench()
    const callSid = await bench.call()

    await hangUp(bench, callSid)

    expect(bench.callOf(callSid).status).toBe('completed')
    const told = bench.application.received.filter(({ path }) => path === '/status')
    expect(told.map(({ parameters }) => parameters)).toEqual([
      expect.objectContaining({
        CallSid: callSid,
        CallStatus: 'completed',
        CallDuration: '1',
        Direction: 'inbound',
        From: '+14155550123',
      }),
    ])
    expect(bench.application.callbacks()).toEqual([])
  })

  test.each([
    ['with a session just opened', async () => undefined],
    [
      'in the middle of a field',
      async (bench: Bench, callSid: string, payment: string) =>
        bench.enter(callSid, { payment, field: 'payment-card-number', keys: '4111' }),
    ],
    [
      'with every field captured',
      async (bench: Bench, callSid: string, payment: string) => bench.enterCard(callSid, payment),
    ],
  ])('%s ends the session without a charge', async (_, before) => {
    const bench = await startBench()
    const callSid = await bench.call()
    const payment = await bench.pay(callSid)
    await before(bench, callSid, payment)

    await hangUp(bench, callSid)

    expect(lastOf(bench)).toMatchObject({ Result: 'caller-hung-up', Sid: payment })
    expect(bench.simulator.ledger()).toEqual([])
    await bench.pass(60_000)
    expect(lastOf(bench)).toMatchObject({ Result: 'caller-hung-up' })
  })

  test('while the processor is at work is charged all the same', async () => {
    const bench = await startBench()
    const callSid = await bench.call()
    const payment = await bench.pay(callSid)
    await bench.enterCard(callSid, payment)

    await bench.finish(callSid, payment)
    await hangUp(bench, callSid)

    expect(await bench.result()).toMatchObject({ Result: 'success', Sid: payment })
    expect(bench.simulator.ledger()).toHaveLength(1)
  })

  test('is reported to the status callback given last', async () => {
    const bench = await startBench()
    const callSid = await bench.call()
    const payment = await bench.pay(callSid)
    await bench.client
      .calls(callSid)
      .payments(payment)
      .update({
        idempotencyKey: 'k',
        statusCallback: `${bench.application.url}/callback/second?step=2`,
        capture: 'postal-code',
      })

    await hangUp(bench, callSid)

    expect(bench.application.callbacks().map(({ path }) => path)).toEqual([
      '/callback',
      '/callback/second?step=2',
      '/callback/second?step=2',
    ])
  })

  test('is reported to the status callback of a call update as well', async () => {
    const bench = await startBench()
    const callSid = await bench.call()
    await bench.client.calls(callSid).update({
      twiml: '<Response><Pause length="60"/></Response>',
      statusCallback: `${bench.application.url}/own-status`,
    })

    await hangUp(bench, callSid)

    const paths = bench.application.received.map(({ path }) => path)
    expect(paths).toEqual(['/voice', '/status', '/own-status'])
  })

  test('cannot press keys any more', async () => {
    const bench = await startBench()
    const callSid = await bench.call()
    await hangUp(bench, callSid)

    const answer = await bench.send('POST', `/caller/calls/${callSid}/keys`, { keys: '1' })

    expect(answer).toMatchObject({ status: 409, body: { status: 409 } })
  })
})
