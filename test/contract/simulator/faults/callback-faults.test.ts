import twilio from 'twilio'
import { describe, expect, test } from 'vitest'
import { parametersOf, payingWith, setFaults } from './broken-bench.ts'

describe('a callback', () => {
  test('is dropped, as often as the rule says', async () => {
    const { bench, callSid } = await payingWith({
      on: 'callback',
      phase: 'capturing',
      do: 'drop',
      times: 2,
    })
    const payment = await bench.pay(callSid)

    await bench.enter(callSid, { payment, field: 'expiration-date', keys: '1227' })

    expect(parametersOf(bench).map(({ ExpirationDate }) => ExpirationDate)).toEqual([
      undefined,
      '12',
      '122',
      '1227',
      '1227',
    ])
  })

  test('comes twice, with the same token', async () => {
    const { bench, callSid } = await payingWith({
      on: 'callback',
      phase: 'created',
      do: 'duplicate',
    })

    await bench.pay(callSid)
    await bench.pass(100)

    const [first, second, ...rest] = bench.application.callbacks()
    expect(second).toEqual(first)
    expect(rest).toEqual([])
  })

  test('comes late, and is overtaken', async () => {
    const { bench, callSid } = await payingWith({
      on: 'callback',
      phase: 'capturing',
      capture: 'expiration-date',
      do: 'delay',
      delayMs: 700,
      times: 1,
    })
    const payment = await bench.pay(callSid)

    await bench.enter(callSid, { payment, field: 'expiration-date', keys: '1227' })
    await bench.pass(1_000)

    const dates = parametersOf(bench).map(({ ExpirationDate }) => ExpirationDate)
    expect(dates).toEqual([undefined, '1', '12', '122', '1227', '1227', ''])
  })

  test('changes places with the next one', async () => {
    const { bench, callSid } = await payingWith({ on: 'callback', phase: 'created', do: 'reorder' })
    const payment = await bench.pay(callSid)

    await bench.finish(callSid, payment, 'cancel')
    await bench.pass(100)

    expect(parametersOf(bench).map(({ Result }) => Result)).toEqual([
      'transaction-cancelled',
      undefined,
    ])
  })

  test('that waits for a next one in vain comes after ten seconds', async () => {
    const { bench, callSid } = await payingWith({ on: 'callback', phase: 'created', do: 'reorder' })

    await bench.pay(callSid)
    await bench.pass(9_000)
    expect(parametersOf(bench)).toEqual([])
    await bench.pass(2_000)

    expect(parametersOf(bench)).toHaveLength(1)
  })

  test('overtakes the answer of its own operation', async () => {
    const { bench, callSid } = await payingWith({ on: 'callback', do: 'before-answer' })
    const seen: string[] = []
    bench.application.answerWith('/callback', () => {
      seen.push('callback')
      return {}
    })

    const payment = await bench.pay(callSid)
    seen.push('answer')

    expect(seen).toEqual(['callback', 'answer'])
    expect(parametersOf(bench)).toMatchObject([{ Sid: payment }])
  })

  test('with the result overtakes the answer to complete', async () => {
    const { bench, callSid } = await payingWith()
    const payment = await bench.pay(callSid)
    await bench.enterCard(callSid, payment)
    await setFaults(bench, { on: 'callback', phase: 'completed', do: 'before-answer' })
    let answered = false

    const completing = bench.finish(callSid, payment).then(() => {
      answered = true
    })
    await bench.until(() => parametersOf(bench).at(-1)?.['Result'] !== undefined)
    await completing

    expect(answered).toBe(true)
    expect(parametersOf(bench).at(-1)).toMatchObject({ Result: 'success' })
  })

  test('comes with a spoilt signature', async () => {
    const { bench, callSid } = await payingWith({ on: 'callback', do: 'corrupt-signature' })

    await bench.pay(callSid)
    await bench.pass(100)

    const [one] = bench.application.callbacks()
    const { path = '', parameters = {}, signature = '' } = one ?? {}
    expect(signature).toHaveLength(28)
    const url = bench.application.url + path
    const { authToken } = bench.simulator.account
    expect(twilio.validateRequest(authToken, signature, url, parameters)).toBe(false)
  })
})
