import twilio from 'twilio'
import { describe, expect, test } from 'vitest'
import { TwilioRequestVerifier } from '../../../../lambda/adapters/twilio/request-verifier.ts'
import { makeSeal } from '../../../../lambda/adapters/twilio/seal.ts'

const accountSid = `AC${'1'.repeat(32)}`
const parameters = { AccountSid: accountSid, CallSid: 'CA1234567890ABCDE', Digits: '1234' }
const pathAndQuery = '/myapp.php?foo=1&bar=2'

/** Signed by Twilio's own library. */
const genuine = {
  pathAndQuery,
  parameters: Object.entries(parameters),
  signature: twilio.getExpectedTwilioSignature(
    '12345',
    `https://example.com${pathAndQuery}`,
    parameters,
  ),
}

function aVerifier(publicBaseUrl = 'https://example.com', tokens = ['12345']) {
  const asked: string[] = []
  const [first = '', renewed] = tokens
  const credentialsWith = (token: string) => ({
    ...{ accountSid, user: 'SK1', password: 'secret', pending: null },
    authTokens: [token],
    sealTokens: [token],
  })
  const credentials = {
    current: async () => {
      asked.push('current')
      return credentialsWith(first)
    },
    doubt: async () => {
      asked.push('doubt')
      return renewed === undefined ? null : credentialsWith(renewed)
    },
  }
  const accounts = {
    merchantsOf: (named: string) => (named === accountSid ? ['default'] : []),
    credentialsOf: () => credentials,
  }
  const verifier = new TwilioRequestVerifier({ accounts, publicBaseUrl, now: () => 0 })
  return { verifier, asked }
}

describe('a request', () => {
  test('of Twilio’s to the configured address is genuine', async () => {
    const { verifier, asked } = aVerifier()

    expect(await verifier.signatureHolds(genuine)).toEqual(['default'])
    expect(asked).toEqual(['current'])
  })

  test('to another address than the configured one is not', async () => {
    const { verifier } = aVerifier('https://stage.example.com')

    expect(await verifier.signatureHolds(genuine)).toEqual([])
  })

  test.each([`M${genuine.signature}`, `${genuine.signature}M`, ` ${genuine.signature}`])(
    'with %j, which is no signature, costs not even a look at the secret',
    async (signature) => {
      const { verifier, asked } = aVerifier()

      expect(await verifier.signatureHolds({ ...genuine, signature })).toEqual([])
      expect(asked).toEqual([])
    },
  )

  test('with a wrong signature is checked again with the token read anew, and refused', async () => {
    const { verifier, asked } = aVerifier()
    const wrong = {
      ...genuine,
      signature: `${genuine.signature.startsWith('M') ? 'N' : 'M'}${genuine.signature.slice(1)}`,
    }

    expect(await verifier.signatureHolds(wrong)).toEqual([])
    expect(asked).toEqual(['current', 'doubt'])
  })

  test('S37: signed with a token that was rotated since we read it is genuine at once', async () => {
    const { verifier } = aVerifier('https://example.com', ['the old one', '12345'])

    expect(await verifier.signatureHolds(genuine)).toEqual(['default'])
  })

  test.each([undefined, '', 'abc', `${'A'.repeat(28)}`, `${'!'.repeat(27)}=`, 'A'.repeat(9_999)])(
    'whose signature is shaped like none (%j) costs not even the secret',
    async (signature) => {
      const { verifier, asked } = aVerifier()

      expect(await verifier.signatureHolds({ ...genuine, signature })).toEqual([])
      expect(asked).toEqual([])
    },
  )
})

test('S37: a seal made with a token that we have not read yet is looked at again', async () => {
  const sealed = { sessionId: 'ps_1', attempt: '1', step: '6' }
  const seal = makeSeal(sealed, { authToken: 'new', fromMs: 0 })

  const rotated = aVerifier('https://example.com', ['old', 'new'])
  const foreign = aVerifier('https://example.com', ['old', 'other'])

  const signers = ['default']
  expect(await rotated.verifier.sealHolds({ ...sealed, seal }, signers)).toEqual(signers)
  expect(await foreign.verifier.sealHolds({ ...sealed, seal }, signers)).toEqual([])
})

test('S37: a token that has sealed and signs no more holds for a seal, and for no signature', async () => {
  const nowSigns = { authTokens: ['new'], sealTokens: ['new', '12345'] }
  const credentials = {
    current: async () => ({
      ...{ accountSid, user: 'SK1', password: 'secret', pending: null },
      ...nowSigns,
    }),
    doubt: async () => null,
  }
  const accounts = { merchantsOf: () => ['default'], credentialsOf: () => credentials }
  const publicBaseUrl = 'https://example.com'
  const verifier = new TwilioRequestVerifier({ accounts, publicBaseUrl, now: () => 0 })
  const sealed = { sessionId: 'ps_1', attempt: '1', step: '6' }
  const seal = makeSeal(sealed, { authToken: '12345', fromMs: 0 })

  expect(await verifier.sealHolds({ ...sealed, seal }, ['default'])).toEqual(['default'])
  expect(await verifier.signatureHolds(genuine)).toEqual([])
})
