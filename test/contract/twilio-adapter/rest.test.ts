import dns from 'node:dns'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type RestRequest, TwilioRest } from '../../../lambda/adapters/twilio/rest.ts'
import { type Answer, accountSid, answering, aTwilio } from './a-twilio.ts'

const ask: RestRequest = { method: 'POST', path: 'Calls/CA1/Payments.json' }

/** A secret that gives something else whenever it is doubted. */
const tokens = ['token']
const known = {
  ...{ accountSid, user: accountSid, password: 'token' },
  ...{ pending: null, authTokens: tokens, sealTokens: tokens },
}
const credentials = { current: async () => known, doubt: async () => known }

const restAt = (apiBaseUrl: string) => new TwilioRest({ credentials, apiBaseUrl })

async function asked(answer: Answer) {
  const { url, heard } = await aTwilio(answer)
  return { answer: await restAt(url).request(ask), heard }
}

describe('an answer', () => {
  test.each([201, 400, 403, 404, 429, 500])(
    'of %d is the answer, and is not asked for again: the first may have charged',
    async (status) => {
      const { answer, heard } = await asked(answering(status, '{"code":1}'))

      expect(answer).toEqual({
        arrived: 'yes',
        status,
        body: { code: 1 },
        retryAfterSeconds: null,
      })
      expect(heard).toHaveLength(1)
    },
  )

  test('that is no JSON has no body', async () => {
    const { answer } = await asked(answering(502, '<html>'))

    expect(answer).toEqual({ arrived: 'yes', status: 502, body: null, retryAfterSeconds: null })
  })

  // A quoted text, with as many bytes in all.
  test.each([
    { bytes: 65_536, arrived: 'yes' },
    { bytes: 65_537, arrived: 'unknown' },
  ])('of $bytes bytes has arrived: $arrived', async (wanted) => {
    const { answer } = await asked(answering(200, `"${'x'.repeat(wanted.bytes - 2)}"`))

    expect(answer.arrived).toBe(wanted.arrived)
  })

  test('that never came may have been lost on its way back, and is not asked for again', async () => {
    const { answer, heard } = await asked((_response, { socket }) => socket.resetAndDestroy())

    expect(answer).toEqual({ arrived: 'unknown' })
    expect(heard).toHaveLength(1)
  })
})

describe('a name that', () => {
  /** The resolver of this process fails in one way. */
  function failResolving(code: string): void {
    const { lookup } = dns
    onTestFinished(() => void Object.assign(dns, { lookup }))
    const failing = (...given: readonly unknown[]) => {
      const done = given.at(-1)
      const error = Object.assign(new Error(`getaddrinfo ${code}`), { code })
      if (typeof done === 'function') process.nextTick(done, error)
    }
    Object.assign(dns, { lookup: failing })
  }

  test.each([
    { what: 'is not known', code: 'ENOTFOUND', arrived: 'no' },
    { what: 'cannot be asked for now', code: 'EAI_AGAIN', arrived: 'no' },
    { what: 'fails in another way', code: 'ECONNRESET', arrived: 'unknown' },
  ])('$what leaves a request that is $arrived sent', async ({ code, arrived }) => {
    failResolving(code)

    expect(await restAt('http://api.twilio.invalid').request(ask)).toEqual({ arrived })
  })
})
