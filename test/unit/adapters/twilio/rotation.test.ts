import { describe, expect, test } from 'vitest'
import { CachedCredentials } from '../../../../lambda/adapters/twilio/credentials.ts'

const accountSid = 'AC00000000000000000000000000000001'
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

interface Versions {
  readonly current: object
  readonly pending?: object | string
  readonly previous?: object
  /** How long ago the current one was made. */
  readonly ageMs?: number
}

/** A secret whose versions a test changes, as a rotation does. */
function aSecret(versions: Versions) {
  let now = versions
  let nowMs = 100 * HOUR_MS
  const reads: string[] = []
  const text = (version?: object | string) =>
    version === undefined ? null : typeof version === 'string' ? version : JSON.stringify(version)
  const madeAt = nowMs - (versions.ageMs ?? 0)
  const credentials = new CachedCredentials({
    accountSid,
    now: () => nowMs,
    secret: {
      current: async () => {
        reads.push('current')
        return JSON.stringify(now.current)
      },
      versions: async () => {
        reads.push('versions')
        return {
          current: JSON.stringify(now.current),
          pending: text(now.pending),
          previous: text(now.previous),
          currentSince: madeAt,
        }
      },
    },
  })
  return {
    credentials,
    reads,
    becomes: (next: Versions) => {
      now = next
    },
    pass: (ms: number) => {
      nowMs += ms
    },
  }
}

const [old, next] = [{ authToken: 'old' }, { authToken: 'new' }]

describe('S37: a token that was promoted while the current version still names the old one', () => {
  test.each([60, 300])('is known after a doubt, %i seconds long', async (seconds) => {
    const { credentials, pass, reads, becomes } = aSecret({ current: old, pending: next })
    expect((await credentials.current()).authTokens).toEqual(['old'])

    const renewed = await credentials.doubt('stranger')
    pass(seconds * 1_000)
    const later = await credentials.current()
    becomes({ current: next, pending: next, previous: old })
    pass(5 * MINUTE_MS)
    const promoted = await credentials.current()

    expect([renewed?.authTokens, later.authTokens]).toEqual([
      ['old', 'new'],
      ['old', 'new'],
    ])
    expect(promoted.authTokens).toEqual(['new', 'old'])
    // Found to be rotated, it is read with all its versions until that is over.
    expect(reads[0]).toBe('current')
    expect(new Set(reads.slice(1))).toEqual(new Set(['versions']))
  })

  test('is what requests without an API key sign in with next', async () => {
    const { credentials } = aSecret({ current: old, pending: next })

    const renewed = await credentials.doubt('stranger')

    expect(renewed).toMatchObject({
      password: 'old',
      pending: { user: accountSid, password: 'new' },
    })
  })

  test('is signed in with next for as long as only the API key is being rotated', async () => {
    const sid = (digit: string) => `SK${digit.repeat(32)}`
    const withKey = (digit: string) => ({ ...old, apiKeySid: sid(digit), apiKeySecret: digit })
    const { credentials, pass } = aSecret({ current: withKey('1'), pending: withKey('2') })
    await credentials.doubt('stranger')
    for (let n = 0; n < 2; n++) {
      pass(5 * MINUTE_MS)

      expect(await credentials.current()).toMatchObject({
        user: sid('1'),
        pending: { user: sid('2'), password: '2' },
      })
    }
  })

  test.each([
    { what: 'the current one', pending: old },
    { what: 'not made yet', pending: '' },
    { what: 'no JSON', pending: 'sesame' },
    { what: 'without a token', pending: {} },
  ])('adds nothing when it is $what', async ({ pending }) => {
    const { credentials } = aSecret({ current: old, pending })

    expect(await credentials.doubt('stranger')).toMatchObject({
      pending: null,
      authTokens: ['old'],
      sealTokens: ['old'],
    })
  })
})

describe('S37: the token before the current one', () => {
  const rotated = (ageMs: number) => aSecret({ current: next, previous: old, ageMs }).credentials

  test('may have signed for a quarter of an hour', async () => {
    const early = await rotated(15 * MINUTE_MS - 1).doubt('stranger')
    const late = await rotated(15 * MINUTE_MS).doubt('stranger')

    expect([early?.authTokens, late?.authTokens]).toEqual([['new', 'old'], ['new']])
  })

  test.each([1, 26, 24 * 365])(
    'has sealed URLs that are good for a day, though the current one was made %i hours ago',
    async (hours) => {
      const renewed = await rotated(hours * HOUR_MS).doubt('stranger')

      expect(renewed).toMatchObject({ authTokens: ['new'], sealTokens: ['new', 'old'] })
    },
  )

  test('has sealed URLs that hold when the secret is read again because it is old', async () => {
    const { credentials, pass } = aSecret({ current: next, previous: old, ageMs: HOUR_MS })
    await credentials.doubt('stranger')

    pass(5 * MINUTE_MS)
    const later = await credentials.current()

    expect(later).toMatchObject({ authTokens: ['new'], sealTokens: ['new', 'old'] })
  })

  test('may have signed for a quarter of an hour after we saw it replaced by one made long ago', async () => {
    const { credentials, becomes, pass } = aSecret({ current: old, ageMs: 26 * HOUR_MS })
    await credentials.current()
    becomes({ current: next, previous: old })

    const promoted = await credentials.doubt('stranger')
    pass(15 * MINUTE_MS - 1)
    const early = await credentials.doubt('stranger')
    pass(30_000)
    const late = await credentials.doubt('stranger')

    expect(promoted?.authTokens).toEqual(['new', 'old'])
    expect(early?.authTokens).toEqual(['new', 'old'])
    expect(late).toMatchObject({ authTokens: ['new'], sealTokens: ['new', 'old'] })
  })

  test('still may have when a promotion that was just seen is old enough to be read again', async () => {
    const { credentials, becomes, pass, reads } = aSecret({ current: old, ageMs: 26 * HOUR_MS })
    await credentials.current()
    becomes({ current: next, previous: old })
    await credentials.doubt('stranger')
    pass(5 * MINUTE_MS)

    const later = await credentials.current()

    expect(later).toMatchObject({ authTokens: ['new', 'old'], sealTokens: ['new', 'old'] })
    // Nobody had to doubt a second time.
    expect(reads).toEqual(['current', 'versions', 'versions'])
  })

  test('signs in to nothing', async () => {
    const renewed = await rotated(0).doubt('stranger')

    expect(renewed).toMatchObject({ user: accountSid, password: 'new', pending: null })
  })
})

test('S37: a secret that is not being rotated is read by its current version alone', async () => {
  const { credentials, pass, reads } = aSecret({ current: old })
  await credentials.current()
  await credentials.doubt('stranger')
  for (let n = 0; n < 3; n++) {
    pass(5 * MINUTE_MS)
    await credentials.current()
  }

  expect(reads).toEqual(['current', 'versions', 'current', 'current', 'current'])
})
