import { describe, expect, test } from 'vitest'
import { type Bench, startBench } from '../bench/bench.ts'

const lastOf = (bench: Bench) => bench.application.callbacks().at(-1)?.parameters ?? {}

async function benchWith(switches: Readonly<Record<string, string>>) {
  const bench = await startBench()
  const answer = await bench.send('PUT', '/switches', switches)
  expect(answer.status).toBe(200)
  return bench
}

async function payingWith(switches: Readonly<Record<string, string>>) {
  const bench = await benchWith(switches)
  const callSid = await bench.call()
  const payment = await bench.pay(callSid)
  return { bench, callSid, payment }
}

const codeOf = (request: Promise<unknown>) =>
  request.then(
    () => 'accepted',
    (error: { code: number }) => error.code,
  )

test('every switch is described, and stands at its default', async () => {
  const bench = await startBench()

  const { body } = await bench.send('GET', '/switches')

  const names = body.switches.map(({ name }: { name: string }) => name)
  expect(names).toEqual([
    'partialResultOnFinal',
    'requiredNames',
    'cardMask',
    'secondSession',
    'cancelResult',
    'callUpdateEndsPayment',
    'poundEndsEntry',
    'idempotencyKeyReplay',
    'completionFields',
    'sequenceError',
    'timeoutError',
    'closedSessionUpdate',
    'firstWebhookStatus',
    'callUpdateStatusCallback',
  ])
  for (const each of body.switches) {
    expect(each).toMatchObject({ value: each.default, question: expect.stringMatching(/\?$/) })
    expect(each.values).toContain(each.default)
  }
})

test.each([
  [{ nonsense: 'yes' }, 'nonsense'],
  [{ cardMask: 'stars' }, 'plain, dashes'],
  [{ cardMask: 1 }, 'plain, dashes'],
  [{ toString: 'yes' }, 'toString'],
])('%o is refused with a sentence, and nothing is set', async (wanted, says) => {
  const bench = await startBench()

  const answer = await bench.send('PUT', '/switches', { requiredNames: 'pascal', ...wanted })

  expect(answer).toMatchObject({ status: 400, body: { error: expect.stringContaining(says) } })
  const { body } = await bench.send('GET', '/switches')
  expect(body.switches[1]).toMatchObject({ name: 'requiredNames', value: 'kebab' })
})

describe('the switch', () => {
  test('partialResultOnFinal', async () => {
    const { bench, callSid, payment } = await payingWith({ partialResultOnFinal: 'absent' })
    await bench.enter(callSid, { payment, field: 'expiration-date', keys: '1227' })
    expect(lastOf(bench)).toMatchObject({ ExpirationDate: '1227' })
    expect(lastOf(bench)).not.toHaveProperty('PartialResult')
  })

  test('requiredNames', async () => {
    const { bench, callSid, payment } = await payingWith({ requiredNames: 'pascal' })
    await bench.enter(callSid, { payment, field: 'expiration-date', keys: '1227' })
    expect(lastOf(bench)['Required']).toBe('PaymentCardNumber,SecurityCode,PaymentCardPostalCode')
  })

  test.each([
    ['4111111111111111', 'xxxx-xxxx-xxxx-1111'],
    ['378282246310005', 'xxxx-xxxxxx-x0005'],
  ])('cardMask, with %s', async (keys, PaymentCardNumber) => {
    const { bench, callSid, payment } = await payingWith({ cardMask: 'dashes' })
    await bench.enter(callSid, { payment, field: 'payment-card-number', keys })
    expect(lastOf(bench)).toMatchObject({ PaymentCardNumber })
  })

  test('secondSession', async () => {
    const { bench, callSid, payment } = await payingWith({ secondSession: 'callback' })
    const second = await bench.pay(callSid)
    await bench.pass(100)
    expect(lastOf(bench)).toMatchObject({ Sid: second, ErrorType: 'session-in-progress' })
    expect(bench.callOf(callSid).payment).toMatchObject({ sid: payment, state: 'open' })
  })

  test('cancelResult', async () => {
    const { bench, callSid, payment } = await payingWith({ cancelResult: 'none' })
    await bench.finish(callSid, payment, 'cancel')
    await bench.pass(100)
    expect(lastOf(bench)).toMatchObject({ Sid: payment, PaymentMethod: 'credit-card' })
    expect(lastOf(bench)).not.toHaveProperty('Result')
  })

  test.each([
    ['no', 'accepted'],
    ['yes', 20404],
  ])('callUpdateEndsPayment: %s', async (callUpdateEndsPayment, answer) => {
    const { bench, callSid, payment } = await payingWith({ callUpdateEndsPayment })
    const twiml = '<Response><Pause length="60"/></Response>'
    await bench.client.calls(callSid).update({ twiml })
    expect(await codeOf(bench.enter(callSid, { payment, field: 'postal-code', keys: '' }))).toBe(
      answer,
    )
  })

  test('callUpdateEndsPayment leaves a charge alone that is on its way', async () => {
    const { bench, callSid, payment } = await payingWith({ callUpdateEndsPayment: 'yes' })
    await bench.enterCard(callSid, payment)
    await bench.finish(callSid, payment)
    const twiml = '<Response><Pause length="60"/></Response>'
    await bench.client.calls(callSid).update({ twiml })
    expect(bench.callOf(callSid).payment).toMatchObject({ state: 'processing' })
    expect(await bench.result()).toMatchObject({ Result: 'success' })
  })

  test('poundEndsEntry', async () => {
    const { bench, callSid, payment } = await payingWith({ poundEndsEntry: 'no' })
    await bench.enter(callSid, { payment, field: 'postal-code', keys: '941#05' })
    expect(lastOf(bench)).toMatchObject({ PaymentCardPostalCode: '94105', PartialResult: 'true' })
  })

  test.each([
    ['yes', 'accepted'],
    ['no', 64021],
  ])('idempotencyKeyReplay: %s', async (idempotencyKeyReplay, answer) => {
    const bench = await benchWith({ idempotencyKeyReplay })
    const callSid = await bench.call()
    const create = () => bench.pay(callSid, { idempotencyKey: 'same' })
    await create()
    expect(await codeOf(create())).toBe(answer)
    await bench.pass(100)
    expect(bench.application.callbacks()).toHaveLength(1)
  })

  test('completionFields', async () => {
    const { bench, callSid, payment } = await payingWith({ completionFields: 'common' })
    await bench.enterCard(callSid, payment)
    await bench.finish(callSid, payment)
    expect(await bench.result()).toMatchObject({
      Result: 'success',
      ChargeAmount: '42.5',
      PaymentConnector: 'Default',
      DateCreated: expect.any(String),
    })
  })

  test('sequenceError', async () => {
    const { bench, callSid, payment } = await payingWith({ sequenceError: 'rest' })
    expect(await codeOf(bench.enter(callSid, { payment, field: 'security-code', keys: '' }))).toBe(
      64021,
    )
  })

  test('timeoutError', async () => {
    const { bench, callSid, payment } = await payingWith({ timeoutError: 'invalid-field' })
    await bench.enter(callSid, { payment, field: 'payment-card-number', keys: '4111' })
    await bench.pass(6_000)
    expect(lastOf(bench)).toMatchObject({ ErrorType: 'invalid-card-number' })
  })

  test('closedSessionUpdate', async () => {
    const { bench, callSid, payment } = await payingWith({ closedSessionUpdate: '64021' })
    await bench.press(callSid, '*')
    expect(await codeOf(bench.finish(callSid, payment))).toBe(64021)
  })

  test('firstWebhookStatus', async () => {
    const bench = await benchWith({ firstWebhookStatus: 'in-progress' })
    let seen: unknown
    bench.application.answerWith('/early', async ({ parameters }) => {
      seen = await codeOf(bench.pay(parameters['CallSid'] ?? ''))
      return { body: '<Response><Pause/></Response>' }
    })
    const voiceUrl = `${bench.application.url}/early`
    await bench.send('POST', '/caller/calls', { from: '+14155550123', voiceUrl })
    await bench.pass(100)
    expect(seen).toBe('accepted')
  })

  test('callUpdateStatusCallback', async () => {
    const bench = await benchWith({ callUpdateStatusCallback: 'only-with-url' })
    const callSid = await bench.call()
    await bench.client.calls(callSid).update({
      twiml: '<Response><Hangup/></Response>',
      statusCallback: `${bench.application.url}/own-status`,
    })
    await bench.pass(1_000)
    expect(bench.application.received.map(({ path }) => path)).toEqual(['/voice', '/status'])
  })
})
