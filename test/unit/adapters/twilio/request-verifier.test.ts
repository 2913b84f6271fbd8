import { describe, expect, test } from 'vitest'
import { TwilioRequestVerifier } from '../../../../lambda/adapters/twilio/request-verifier.ts'
import { makeSeal } from '../../../../lambda/adapters/twilio/seal.ts'

/** Twilio's published example, at a host of ours. */
const genuine = {
  pathAndQuery: '/myapp.php?foo=1&bar=2',
  parameters: [
    ['CallSid', 'CA1234567890ABCDE'],
    ['Caller', '+14158675310'],
    ['Digits', '1234'],
    ['From', '+14158675310'],
    ['To', '+18005551212'],
  ],
  signature: 'L/OH5YylLD5NRKLltdqwSvS0BnU=',
} as const

function aVerifier(publicBaseUrl = 'https://example.com', tokens = ['12345']) {
  const asked: string[] = []
  const credentials = {
    current: async () => {
      asked.push('current')
      const authTokens = [tokens.length > 1 ? (tokens.shift() ?? '') : (tokens[0] ?? '')]
      return { accountSid: 'AC1', user: 'SK1', password: 'secret', authTokens }
    },
    doubt: () => {
      asked.push('doubt')
      return tokens.length === 1
    },
  }
  const verifier = new TwilioRequestVerifier({ credentials, publicBaseUrl, now: () => 0 })
  return { verifier, asked }
}

describe('a request', () => {
  test('of Twilio’s to the configured address is genuine', async () => {
    const { verifier, asked } = aVerifier()

    expect(await verifier.signatureHolds(genuine)).toBe(true)
    expect(asked).toEqual(['current'])
  })

  test('to another address than the configured one is not', async () => {
    const { verifier } = aVerifier('https://stage.example.com')

    expect(await verifier.signatureHolds(genuine)).toBe(false)
  })

  test('with a wrong signature is checked again with the token read anew, and refused', async () => {
    const { verifier, asked } = aVerifier()
    const wrong = { ...genuine, signature: `M${genuine.signature.slice(1)}` }

    expect(await verifier.signatureHolds(wrong)).toBe(false)
    expect(asked).toEqual(['current', 'doubt', 'current'])
  })

  test('signed with a token that was rotated since we read it is genuine at once', async () => {
    const { verifier } = aVerifier('https://example.com', ['the old one', '12345'])

    expect(await verifier.signatureHolds(genuine)).toBe(true)
  })

  test.each([undefined, '', 'abc', `${'A'.repeat(28)}`, `${'!'.repeat(27)}=`, 'A'.repeat(9_999)])(
    'whose signature is shaped like none (%j) costs not even the secret',
    async (signature) => {
      const { verifier, asked } = aVerifier()

      expect(await verifier.signatureHolds({ ...genuine, signature })).toBe(false)
      expect(asked).toEqual([])
    },
  )
})

test('a seal made with a token that we have not read yet is looked at again', async () => {
  const sealed = { sessionId: 'ps_1', attempt: '1', step: '6' }
  const seal = makeSeal(sealed, { authToken: 'new', nowMs: 0 })

  const rotated = aVerifier('https://example.com', ['old', 'new'])
  const foreign = aVerifier('https://example.com', ['old', 'other'])

  expect(await rotated.verifier.sealHolds({ ...sealed, seal })).toBe(true)
  expect(await foreign.verifier.sealHolds({ ...sealed, seal })).toBe(false)
})
