import twilio from 'twilio'
import { describe, expect, test } from 'vitest'
import { startBench } from '../bench/bench.ts'
import { setFaults } from './broken-bench.ts'

describe('a voice webhook', () => {
  const calling = async (rule: unknown) => {
    const bench = await startBench()
    await setFaults(bench, rule)
    bench.application.twiml('/voice', '<Say>Hello.</Say><Pause length="60"/>')
    const placed = await bench.send('POST', '/caller/calls', {
      from: '+14155550123',
      voiceUrl: `${bench.application.url}/voice`,
    })
    await bench.pass(2_000)
    return { bench, heard: bench.heard(String(placed.body.callSid)) }
  }

  test('gets lost, and the caller hears an apology', async () => {
    const { bench, heard } = await calling({ on: 'webhook', webhook: 'answer', do: 'drop' })

    expect(heard).toEqual([expect.stringContaining('application error')])
    expect(bench.application.received).toEqual([])
  })

  test('comes late', async () => {
    const { bench, heard } = await calling({ on: 'webhook', do: 'delay', delayMs: 2_500 })

    expect(heard).toEqual([])
    await bench.pass(1_000)
    expect(bench.simulator.calls()[0]?.heard).toHaveLength(1)
  })

  test('comes twice, and is played once', async () => {
    const { bench, heard } = await calling({ on: 'webhook', do: 'duplicate' })

    expect(heard).toEqual(['Hello.'])
    expect(bench.application.received).toHaveLength(2)
  })

  test('comes with a spoilt signature', async () => {
    const { bench } = await calling({ on: 'webhook', do: 'corrupt-signature' })

    const [{ signature, path, parameters } = { signature: '', path: '', parameters: {} }] =
      bench.application.received
    const url = bench.application.url + path
    const { authToken } = bench.simulator.account
    expect(twilio.validateRequest(authToken, signature, url, parameters)).toBe(false)
  })
})
