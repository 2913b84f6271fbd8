import twilio from 'twilio'
import { describe, expect, test } from 'vitest'
import { benchWith } from './switched-bench.ts'

describe('the switch', () => {
  test.each([
    ['honoured', 4],
    ['ignored', 1],
  ])('retryOverrides: %s', async (retryOverrides, deliveries) => {
    const bench = await benchWith({ retryOverrides })
    const callSid = await bench.call()
    bench.application.answerWith('/callback', () => ({ status: 500 }))
    await bench.pay(callSid, { statusCallback: `${bench.statusCallback}#rc=3&rp=5xx` })
    await bench.pass(20_000)
    expect(bench.application.callbacks()).toHaveLength(deliveries)
  })

  test('retryOverrides: ignored leaves voice webhooks alone', async () => {
    const bench = await benchWith({ retryOverrides: 'ignored' })
    bench.application.answerWith('/moody', () => ({ status: 500 }))
    const voiceUrl = `${bench.application.url}/moody#rc=2&rp=5xx`
    await bench.send('POST', '/caller/calls', { from: '+14155550123', voiceUrl })
    await bench.pass(5_000)
    expect(bench.application.received).toHaveLength(3)
  })

  test.each([
    ['own', true],
    ['home', false],
  ])('signingToken: %s', async (signingToken, own) => {
    const bench = await benchWith({ signingToken })
    await bench.pay(await bench.call())
    await bench.pass(100)

    const { authToken, homeAuthToken } = bench.simulator.account
    expect(homeAuthToken).not.toBe(authToken)
    expect(bench.application.received.map(({ path }) => path)).toEqual(['/voice', '/callback'])
    for (const { path, parameters, signature } of bench.application.received) {
      const url = bench.application.url + path
      const fits = (token: string) => twilio.validateRequest(token, signature, url, parameters)
      expect([fits(authToken), fits(homeAuthToken)]).toEqual([own, !own])
    }
  })
})
