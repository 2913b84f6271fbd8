import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js'
import { describe, expect, test } from 'vitest'
import { signatureHolds } from '../../../../lambda/adapters/twilio/signature.ts'

type Parameters = ReadonlyArray<readonly [name: string, value: string]>

/** Twilio's published example. https://www.twilio.com/docs/usage/webhooks/webhooks-security */
const token = '12345'
const url = 'https://example.com/myapp.php?foo=1&bar=2'
const parameters: Parameters = [
  ['CallSid', 'CA1234567890ABCDE'],
  ['Caller', '+14158675310'],
  ['Digits', '1234'],
  ['From', '+14158675310'],
  ['To', '+18005551212'],
]
const signature = 'L/OH5YylLD5NRKLltdqwSvS0BnU='
const published = { url, parameters, signature }

describe('Twilio’s published example', () => {
  test('holds', () => {
    expect(signatureHolds(published, [token])).toBe(true)
  })

  test('holds whatever the order in which its parameters come', () => {
    const reversed = { ...published, parameters: [...parameters].reverse() }

    expect(signatureHolds(reversed, [token])).toBe(true)
  })

  test.each([
    { what: 'another token', by: '12346', signed: published },
    { what: 'another path', by: token, signed: { ...published, url: `${url}3` } },
    { what: 'no query', by: token, signed: { ...published, url: 'https://example.com/myapp.php' } },
    { what: 'http', by: token, signed: { ...published, url: url.replace('https', 'http') } },
    {
      what: 'one parameter less',
      by: token,
      signed: { ...published, parameters: parameters.slice(1) },
    },
    {
      what: 'one parameter more',
      by: token,
      signed: { ...published, parameters: [...parameters, ['Extra', ''] as const] },
    },
  ])('does not hold with $what', ({ by, signed }) => {
    expect(signatureHolds(signed, [by])).toBe(false)
  })

  test('does not hold with any one character of the signature changed', () => {
    const altered = [...signature.slice(0, 26)].map(
      (character, at) =>
        signature.slice(0, at) + (character === 'A' ? 'B' : 'A') + signature.slice(at + 1),
    )

    const holding = altered.filter((given) =>
      signatureHolds({ ...published, signature: given }, [token]),
    )

    expect(holding).toEqual([])
  })

  test.each([
    { what: 'nothing', given: '' },
    { what: 'half of it', given: signature.slice(0, 14) },
    {
      what: 'it and a byte more',
      given: Buffer.concat([bytes(), Buffer.of(0)]).toString('base64'),
    },
    { what: 'all but the last byte', given: bytes().subarray(0, 19).toString('base64') },
    { what: 'what is not base64', given: '!'.repeat(28) },
    { what: 'a megabyte', given: 'A'.repeat(1_024 * 1_024) },
    { what: 'it in hexadecimal', given: bytes().toString('hex') },
  ])('does not hold with $what for a signature', ({ given }) => {
    expect(signatureHolds({ ...published, signature: given }, [token])).toBe(false)
  })

  test('holds while one of two tokens is the right one', () => {
    expect(signatureHolds(published, ['old', token])).toBe(true)
    expect(signatureHolds(published, [token, 'new'])).toBe(true)
    expect(signatureHolds(published, ['old', 'new'])).toBe(false)
  })
})

function bytes(): Buffer {
  return Buffer.from(signature, 'base64')
}

test('a digest whose last bytes are zero is not held by a shorter signature', () => {
  const ending = Array.from({ length: 70_000 }, (_, n) => `https://example.com/${n}`).find(
    (address) => createHmac('sha1', token).update(address).digest().at(-1) === 0,
  )
  const digest = createHmac('sha1', token)
    .update(ending ?? '')
    .digest()

  const short = digest.subarray(0, 19).toString('base64')
  const signed = { url: ending ?? '', parameters: [] }

  expect(signatureHolds({ ...signed, signature: digest.toString('base64') }, [token])).toBe(true)
  expect(signatureHolds({ ...signed, signature: short }, [token])).toBe(false)
})

/** As Express hands a form to the official package: a repeated name has an array. */
function asOfficial(given: Parameters): Record<string, string | string[]> {
  const values = new Map<string, string | string[]>()
  for (const [name, value] of given) {
    const held = values.get(name)
    values.set(name, held === undefined ? value : [held, value].flat())
  }
  return Object.fromEntries(values)
}

test('the official package signs what we hold, for any parameters', () => {
  const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('', ' ', '+1', 'ü', '🂡'))
  const name = fc.oneof(text, fc.constantFrom('CallSid', 'Digits', 'From', 'from', 'A1', 'A'))
  const usable = name.filter((given) => given !== '__proto__')
  const form = fc.array(fc.tuple(usable, text), { maxLength: 12 })

  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true }), form, text, (address, given, key) => {
      const official = getExpectedTwilioSignature(key, address, asOfficial(given))

      const signed = { url: address, parameters: given, signature: official }

      expect(signatureHolds(signed, [key])).toBe(true)
    }),
    { numRuns: 200 },
  )
})
