import { timingSafeEqual } from 'node:crypto'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { signatureHolds } from '../../../../lambda/adapters/twilio/signature.ts'

vi.mock('node:crypto', async (original) => {
  const crypto = await original<typeof import('node:crypto')>()
  return { ...crypto, timingSafeEqual: vi.fn(crypto.timingSafeEqual) }
})

const compared = vi.mocked(timingSafeEqual)
const signed = { url: 'https://pay.example.com/voice/status', parameters: [] }

/** The lengths of what was compared, in bytes. */
const lengths = () => compared.mock.calls.map((pair) => pair.map(({ byteLength }) => byteLength))

beforeEach(() => {
  compared.mockClear()
})

describe('S30: the comparison of signatures', () => {
  test.each([
    { what: 'nothing', signature: '' },
    { what: 'no base64', signature: '!'.repeat(28) },
    { what: 'one byte', signature: 'AA==' },
    { what: '19 bytes', signature: Buffer.alloc(19).toString('base64') },
    { what: '20 bytes', signature: Buffer.alloc(20).toString('base64') },
    { what: '21 bytes', signature: Buffer.alloc(21).toString('base64') },
    { what: 'a megabyte', signature: 'A'.repeat(1_024 * 1_024) },
  ])('is of two whole digests for every token, whatever is sent: $what', ({ signature }) => {
    const tokens = ['old', 'new', 'next']

    expect(signatureHolds({ ...signed, signature }, tokens)).toBe(false)
    expect(lengths()).toEqual(tokens.map(() => [20, 20]))
  })
})
