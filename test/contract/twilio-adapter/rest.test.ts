import dns from 'node:dns'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { CredentialSource } from '../../../lambda/adapters/twilio/credentials.ts'
import type { Doubter } from '../../../lambda/adapters/twilio/doubt-limit.ts'
import { type RestRequest, TwilioRest } from '../../../lambda/adapters/twilio/rest.ts'
import { type Answer, accountSid, answering, aTwilio, type Heard } from './a-twilio.ts'

const ask: RestRequest = { method: 'POST', path: 'Calls/CA1/Payments.json' }

const tokens = ['token']
const known = {
  ...{ accountSid, user: accountSid, password: 'token' },
  ...{ pending: null, authTokens: tokens, sealTokens: tokens },
}

/** A secret that gives something else whenever it is doubted. */
const renewed = { ...known, password: 'read anew' }
const credentials = { current: async () => known, doubt: async () => renewed }

const restAt = (apiBaseUrl: string, source: CredentialSource = credentials) =>
  new TwilioRest({ credentials: source, apiBaseUrl })

async function asked(answer: Answer, source: CredentialSource = credentials) {
  const { url, heard } = await aTwilio(answer)
  return { answer: await restAt(url, source).request(ask), heard }
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

describe('S37: a 401', () => {
  const refused = answering(401, '{"code":20003}')
  const rotating = { ...known, pending: { user: accountSid, password: 'pending' } }
  const unreadable = () => Promise.reject(new Error('ThrottlingException'))

  /** What each request signed in with. */
  const passwords = (heard: readonly Heard[]) =>
    heard.map(({ headers: { authorization = '' } }) =>
      Buffer.from(authorization.slice('Basic '.length), 'base64').toString().split(':').at(-1),
    )

  test.each<{ what: string; source: CredentialSource }>([
    { what: 'was read just now', source: { ...credentials, doubt: async () => null } },
    { what: 'is as it was', source: { ...credentials, doubt: async () => known } },
    { what: 'cannot be read', source: { ...credentials, doubt: unreadable } },
  ])('is the answer when the secret $what: nothing else could be let in', async ({ source }) => {
    const { answer, heard } = await asked(refused, source)

    expect(answer).toMatchObject({ arrived: 'yes', status: 401, body: { code: 20003 } })
    expect(passwords(heard)).toEqual(['token'])
  })

  test('is asked once more with what is pending, even if the secret cannot be read', async () => {
    const source = { current: async () => rotating, doubt: unreadable }

    const { heard } = await asked(refused, source)

    expect(passwords(heard)).toEqual(['token', 'pending'])
  })

  test("is Twilio's own word, which an answer to a stranger just now does not settle", async () => {
    const doubt = async (doubter: Doubter) => (doubter === 'vouched' ? renewed : null)

    const { heard } = await asked(refused, { ...credentials, doubt })

    expect(passwords(heard)).toEqual(['token', 'read anew'])
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
