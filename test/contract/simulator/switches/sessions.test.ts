import { describe, expect, test } from 'vitest'
import type { Bench } from '../bench/bench.ts'
import { failureOf } from '../faults/broken-bench.ts'
import { benchWith, lastOf, payingWith, resultsOf, type Settings } from './switched-bench.ts'

const newTwiml = '<Response><Pause length="60"/></Response>'

const hangUp = async (bench: Bench, callSid: string) => {
  await bench.send('POST', `/caller/calls/${callSid}/hangup`)
  await bench.pass(10_000)
}

describe('the switch', () => {
  test.each([
    ['no', 'accepted'],
    ['yes', 20404],
  ])('callUpdateEndsPayment: %s', async (callUpdateEndsPayment, answer) => {
    const { bench, callSid, payment } = await payingWith({ callUpdateEndsPayment })
    await bench.client.calls(callSid).update({ twiml: newTwiml })
    const asked = bench.enter(callSid, { payment, field: 'postal-code', keys: '' })
    expect(await failureOf(asked)).toBe(answer)
  })

  test('callUpdateEndsPayment leaves a charge alone that is on its way', async () => {
    const { bench, callSid, payment } = await payingWith({ callUpdateEndsPayment: 'yes' })
    await bench.enterCard(callSid, payment)
    await bench.finish(callSid, payment)
    await bench.client.calls(callSid).update({ twiml: newTwiml })
    expect(bench.callOf(callSid).payment).toMatchObject({ state: 'processing' })
    expect(await bench.result()).toMatchObject({ Result: 'success' })
  })

  test.each([
    ['ringing', 21220],
    ['in-progress', 'accepted'],
  ])('firstWebhookStatus: %s', async (firstWebhookStatus, answer) => {
    const bench = await benchWith({ firstWebhookStatus })
    let seen: unknown
    bench.application.answerWith('/early', async ({ parameters }) => {
      seen = await failureOf(bench.pay(parameters['CallSid'] ?? ''))
      return { body: '<Response><Pause/></Response>' }
    })
    const voiceUrl = `${bench.application.url}/early`
    await bench.send('POST', '/caller/calls', { from: '+14155550123', voiceUrl })
    await bench.pass(100)
    expect(seen).toBe(answer)
  })

  test.each([
    ['yes', ['/voice', '/status', '/own-status']],
    ['only-with-url', ['/voice', '/status']],
  ])('callUpdateStatusCallback: %s', async (callUpdateStatusCallback, paths) => {
    const bench = await benchWith({ callUpdateStatusCallback })
    const callSid = await bench.call()
    await bench.client.calls(callSid).update({
      twiml: '<Response><Hangup/></Response>',
      statusCallback: `${bench.application.url}/own-status`,
    })
    await bench.pass(1_000)
    expect(bench.application.received.map(({ path }) => path)).toEqual(paths)
  })
})

describe('a session that nobody uses', () => {
  test('stays with sessionExpiry: never', async () => {
    const { bench, callSid, payment } = await payingWith({ sessionExpiry: 'never' })
    await bench.pass(60 * 60_000 - 2_000)
    expect(bench.callOf(callSid).payment).toMatchObject({ sid: payment, state: 'open' })
  })

  test('goes without a word with sessionExpiry: after-idle', async () => {
    const { bench, callSid, payment } = await payingWith({ sessionExpiry: 'after-idle' })
    await bench.pass(14 * 60_000)
    await bench.press(callSid, '1')
    await bench.enter(callSid, { payment, field: 'postal-code', keys: '9' })
    await bench.pass(14.9 * 60_000)
    expect(bench.callOf(callSid).payment?.state).toBe('open')
    const before = bench.application.callbacks().length
    await bench.pass(12_000)
    expect(bench.callOf(callSid).payment?.state).toBe('closed')
    expect(bench.application.callbacks()).toHaveLength(before)
    expect(await failureOf(bench.finish(callSid, payment))).toBe(20404)
    expect(await failureOf(bench.pay(callSid))).toBe('accepted')
  })

  test('is not one whose charge is on its way', async () => {
    const { bench, callSid, payment } = await payingWith({ sessionExpiry: 'after-idle' })
    const rules = [{ on: 'processor', do: 'slow', delayMs: 20 * 60_000 }]
    await bench.send('PUT', '/faults', { rules })
    await bench.enterCard(callSid, payment)
    await bench.finish(callSid, payment)
    await bench.pass(21 * 60_000)
    expect(resultsOf(bench)).toEqual(['success'])
  })
})

describe('a session whose payment was declined', () => {
  const declined = async (switches: Settings) => {
    const paying = await payingWith(switches)
    const { bench, callSid, payment } = paying
    await bench.enterCard(callSid, payment, { number: '4000000000000002' })
    await bench.finish(callSid, payment)
    expect(await bench.result()).toMatchObject({ Result: 'payment-connector-error' })
    return paying
  }

  test('is over with afterDecline: closed', async () => {
    const { bench, callSid, payment } = await declined({ afterDecline: 'closed' })
    expect(await failureOf(bench.finish(callSid, payment))).toBe(20404)
    expect(await failureOf(bench.pay(callSid))).toBe('accepted')
  })

  test('can be completed again with afterDecline: open', async () => {
    const { bench, callSid, payment } = await declined({ afterDecline: 'open' })
    expect(await failureOf(bench.pay(callSid))).toBe(64021)
    const keys = '4111111111111111'
    await bench.enter(callSid, { payment, field: 'payment-card-number', keys })
    await bench.finish(callSid, payment)
    await bench.pass(2_000)
    expect(resultsOf(bench)).toEqual(['payment-connector-error', 'success'])
    expect(bench.simulator.ledger()).toMatchObject([{ paymentSid: payment, amount: '42.50' }])
    expect(await failureOf(bench.pay(callSid))).toBe('accepted')
  })

  test('has ended with afterDecline: open when it is cancelled', async () => {
    const { bench, callSid, payment } = await declined({ afterDecline: 'open' })
    await bench.finish(callSid, payment, 'cancel')
    await bench.pass(100)
    expect(lastOf(bench)).toMatchObject({ Result: 'transaction-cancelled' })
    expect(await failureOf(bench.pay(callSid))).toBe('accepted')
  })

  test('does not open again when the caller has hung up meanwhile', async () => {
    const { bench, callSid, payment } = await payingWith({ afterDecline: 'open' })
    await bench.enterCard(callSid, payment, { number: '4000000000000002' })
    await bench.finish(callSid, payment)
    await hangUp(bench, callSid)
    expect(resultsOf(bench)).toEqual(['payment-connector-error'])
    expect(bench.callOf(callSid).payment?.state).toBe('closed')
  })
})

describe('a caller who hangs up', () => {
  test.each([
    ['verdict-comes', ['success']],
    ['caller-hung-up', ['caller-hung-up']],
  ])('hangUpWhileProcessing: %s', async (hangUpWhileProcessing, results) => {
    const { bench, callSid, payment } = await payingWith({ hangUpWhileProcessing })
    await bench.enterCard(callSid, payment)
    await bench.finish(callSid, payment)
    await hangUp(bench, callSid)
    expect(resultsOf(bench)).toEqual(results)
    expect(bench.simulator.ledger()).toMatchObject([{ paymentSid: payment, amount: '42.50' }])
  })

  test.each([
    ['given-last', '/callback/second'],
    ['of-create', '/callback'],
  ])('hangUpCallback: %s', async (hangUpCallback, path) => {
    const { bench, callSid, payment } = await payingWith({ hangUpCallback })
    await bench.client
      .calls(callSid)
      .payments(payment)
      .update({
        idempotencyKey: 'k',
        statusCallback: `${bench.statusCallback}/second`,
        capture: 'postal-code',
      })
    await hangUp(bench, callSid)
    expect(bench.application.callbacks().at(-1)).toMatchObject({
      path,
      parameters: { Result: 'caller-hung-up' },
    })
  })
})
