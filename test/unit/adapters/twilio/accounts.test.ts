import twilio from 'twilio'
import { describe, expect, test } from 'vitest'
import { TwilioAccounts } from '../../../../lambda/adapters/twilio/accounts.ts'
import { TwilioRequestVerifier } from '../../../../lambda/adapters/twilio/request-verifier.ts'
import { makeSeal } from '../../../../lambda/adapters/twilio/seal.ts'

const one = `AC${'1'.repeat(32)}`
const two = `AC${'a'.repeat(32)}`
const stranger = `AC${'9'.repeat(32)}`
const apiBaseUrl = 'http://127.0.0.1:1'

/** Two merchants share account and secret, a third has the account in another region. */
const merchants = new Map([
  ['default', { accountSid: one, secret: 'one', apiBaseUrl }],
  ['shoes', { accountSid: one, secret: 'one', apiBaseUrl }],
  ['dublin', { accountSid: one, secret: 'one in ie1', apiBaseUrl }],
  ['berlin', { accountSid: two, secret: 'two', apiBaseUrl }],
])

function aWorld(secrets: Readonly<Record<string, object | Error>> = {}) {
  const tokens: Record<string, object | Error> = {
    one: { authToken: 'token-1' },
    'one in ie1': { authToken: 'token-ie1' },
    two: { authToken: 'token-2' },
    ...secrets,
  }
  const reads: string[] = []
  let nowMs = 0
  const now = () => nowMs
  const current = async (secret: string) => {
    reads.push(secret)
    const text = tokens[secret]
    if (text instanceof Error) throw text
    return JSON.stringify(text)
  }
  const versions = async (secret: string) => ({
    current: await current(secret),
    pending: null,
    previous: null,
    currentSince: 0,
  })
  const accounts = new TwilioAccounts({ accounts: merchants, now, secrets: { current, versions } })
  const publicBaseUrl = 'https://pay.example.com'
  const verifier = new TwilioRequestVerifier({ accounts, publicBaseUrl, now })
  const pass = (ms: number) => {
    nowMs += ms
  }
  const verify = (from: { accountSid?: string; token: string }) => {
    const parameters: Record<string, string> = { CallSid: 'CA1', Digits: '' }
    if (from.accountSid !== undefined) parameters['AccountSid'] = from.accountSid
    const url = `${publicBaseUrl}/voice/status`
    const signature = twilio.getExpectedTwilioSignature(from.token, url, parameters)
    const request = { pathAndQuery: '/voice/status', parameters: Object.entries(parameters) }
    return verifier.signatureHolds({ ...request, signature })
  }
  return { accounts, verifier, verify, reads, pass, tokens }
}

describe('a signature', () => {
  test('holds for every merchant whose account and token it is made with', async () => {
    const { verify } = aWorld()

    expect(await verify({ accountSid: one, token: 'token-1' })).toEqual(['default', 'shoes'])
    expect(await verify({ accountSid: one, token: 'token-ie1' })).toEqual(['dublin'])
    expect(await verify({ accountSid: two, token: 'token-2' })).toEqual(['berlin'])
    expect(await verify({ accountSid: two.toUpperCase(), token: 'token-2' })).toEqual(['berlin'])
  })

  test('of one account holds for no merchant of another', async () => {
    const { verify } = aWorld()

    expect(await verify({ accountSid: two, token: 'token-1' })).toEqual([])
    expect(await verify({ accountSid: one, token: 'token-2' })).toEqual([])
  })

  test('reads the secrets of its own account only, and a shared one once', async () => {
    const { verify, reads } = aWorld()

    await verify({ accountSid: two, token: 'token-2' })
    expect(reads).toEqual(['two'])
    await verify({ accountSid: one, token: 'token-1' })
    // The one that does not fit may have been rotated, and is looked at again.
    expect(reads.sort()).toEqual(['one', 'one in ie1', 'one in ie1', 'two'])
  })

  test.each([{ accountSid: stranger }, { accountSid: '' }, {}])(
    'of an account that is not configured, %o, costs not even a secret',
    async (from) => {
      const { verify, reads } = aWorld()

      expect(await verify({ ...from, token: 'token-1' })).toEqual([])
      expect(reads).toEqual([])
    },
  )

  test('is checked again with a token that was rotated since, of each merchant by itself', async () => {
    const { verify, tokens, pass } = aWorld()
    await verify({ accountSid: one, token: 'token-1' })
    tokens['one'] = { authToken: 'token-1b' }
    pass(30_000)

    expect(await verify({ accountSid: one, token: 'token-1b' })).toEqual(['default', 'shoes'])
    expect(await verify({ accountSid: one, token: 'token-ie1' })).toEqual(['dublin'])
  })

  test('holds although the secret of another merchant of the account cannot be read', async () => {
    const { verify } = aWorld({ 'one in ie1': new Error('AccessDenied') })

    expect(await verify({ accountSid: one, token: 'token-1' })).toEqual(['default', 'shoes'])
    await expect(verify({ accountSid: one, token: 'token-ie1' })).rejects.toMatchObject({
      code: 'secret-unavailable',
    })
  })
})

describe('a seal', () => {
  const sealed = { sessionId: 'ps_1', attempt: '1', step: '4' }
  const seal = makeSeal(sealed, { authToken: 'token-1', fromMs: 0 })

  test('holds for those of the signers whose token made it', async () => {
    const { verifier } = aWorld()
    const callback = { ...sealed, seal }

    expect(await verifier.sealHolds(callback, ['default', 'dublin'])).toEqual(['default'])
    expect(await verifier.sealHolds(callback, ['dublin', 'berlin'])).toEqual([])
    expect(await verifier.sealHolds(callback, ['gone'])).toEqual([])
  })
})

test('nothing is sent on behalf of a merchant who is not configured any more', async () => {
  const { accounts, reads } = aWorld()

  const answer = await accounts.request('gone', { method: 'GET', path: 'Calls/CA1.json' })

  expect(answer).toEqual({ arrived: 'no' })
  expect(reads).toEqual([])
})
