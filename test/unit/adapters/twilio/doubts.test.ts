import twilio from 'twilio'
import { describe, expect, test } from 'vitest'
import { CachedCredentials } from '../../../../lambda/adapters/twilio/credentials.ts'
import { TwilioRequestVerifier } from '../../../../lambda/adapters/twilio/request-verifier.ts'
import { makeSeal } from '../../../../lambda/adapters/twilio/seal.ts'

const accountSid = `AC${'1'.repeat(32)}`
const parameters = { AccountSid: accountSid, Result: 'success' }
const callback = { sessionId: 'ps_1', attempt: '1', step: '6' }
const pathAndQuery = '/callbacks/ps_1'
const publicBaseUrl = 'https://example.com'
const nowMs = Date.UTC(2026, 10, 23, 12)
const merchants = ['default']

const sealedBy = (authToken: string) => ({
  ...callback,
  seal: makeSeal(callback, { authToken, fromMs: nowMs }),
})

const signedBy = (token: string) => ({
  pathAndQuery,
  parameters: Object.entries(parameters),
  signature: twilio.getExpectedTwilioSignature(token, publicBaseUrl + pathAndQuery, parameters),
})

/** A verifier that knows the token `old`, and the secret that it reads. */
async function aVerifier() {
  let authToken = 'old'
  let reads = 0
  const current = async () => {
    reads += 1
    return JSON.stringify({ authToken })
  }
  const versions = async () => ({
    current: await current(),
    ...{ pending: null, previous: null, currentSince: 0 },
  })
  const now = () => nowMs
  const credentials = new CachedCredentials({ accountSid, secret: { current, versions }, now })
  await credentials.current()
  const accounts = { merchantsOf: () => merchants, credentialsOf: () => credentials }
  return {
    verifier: new TwilioRequestVerifier({ accounts, publicBaseUrl, now }),
    rotate: () => {
      authToken = 'new'
    },
    readsSinceThen: () => reads - 1,
  }
}

describe('S37: strangers with wrong signatures', () => {
  test.each([
    { what: 'no seal', sealed: undefined },
    { what: 'a seal that they made up', sealed: sealedBy('sesame') },
  ])('and $what are let in never, and make us read the secret once', async ({ sealed }) => {
    const { verifier, readsSinceThen } = await aVerifier()

    for (let n = 0; n < 12; n++) {
      expect(await verifier.signatureHolds({ ...signedBy('sesame'), sealed })).toEqual([])
    }

    expect(readsSinceThen()).toBe(1)
  })
})

describe('S37: when strangers have just used up their look at a secret that is rotated then', () => {
  async function aRotation() {
    const { verifier, rotate } = await aVerifier()
    await verifier.signatureHolds(signedBy('sesame'))
    rotate()
    return verifier
  }

  test('what Twilio signs with the new token is let in with a seal of ours, not without', async () => {
    const verifier = await aRotation()
    const signed = signedBy('new')

    expect(await verifier.signatureHolds(signed)).toEqual([])
    expect(await verifier.signatureHolds({ ...signed, sealed: sealedBy('old') })).toEqual(merchants)
  })

  test('a seal made with the new token holds, since a signature came with it', async () => {
    const verifier = await aRotation()

    expect(await verifier.sealHolds(sealedBy('new'), merchants)).toEqual(merchants)
  })
})

test('a secret that many merchants share is looked at once for all of them', async () => {
  const asked: string[] = []
  const credentialsWith = (token: string) => ({
    ...{ accountSid, user: 'SK1', password: 'secret', pending: null },
    ...{ authTokens: [token], sealTokens: [token] },
  })
  const credentials = {
    current: async () => {
      asked.push('current')
      return credentialsWith('old')
    },
    doubt: async () => {
      asked.push('doubt')
      return credentialsWith('new')
    },
  }
  const sharers = ['one', 'two', 'three']
  const accounts = { merchantsOf: () => sharers, credentialsOf: () => credentials }
  const verifier = new TwilioRequestVerifier({ accounts, publicBaseUrl, now: () => nowMs })

  expect(await verifier.signatureHolds(signedBy('new'))).toEqual(sharers)
  expect(asked).toEqual(['current', 'doubt'])
})
