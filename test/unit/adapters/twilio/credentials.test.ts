import { describe, expect, test } from 'vitest'
import { CachedCredentials } from '../../../../lambda/adapters/twilio/credentials.ts'

const accountSid = 'AC00000000000000000000000000000001'
const key = { apiKeySid: 'SK00000000000000000000000000000001', apiKeySecret: 'key-secret' }

/** Credentials of secrets that are read one after the other; the last one for ever. */
function cached(...secrets: readonly (object | string | Error)[]) {
  let nowMs = 1_000_000
  let reads = 0
  const current = async () => {
    const secret = secrets[Math.min(reads, secrets.length - 1)]
    reads += 1
    if (secret instanceof Error) throw secret
    return typeof secret === 'string' ? secret : JSON.stringify(secret)
  }
  const versions = async () => ({
    current: await current(),
    ...{ pending: null, previous: null, currentSince: 0 },
  })
  const credentials = new CachedCredentials({
    accountSid,
    now: () => nowMs,
    secret: { current, versions },
  })
  const pass = (ms: number) => {
    nowMs += ms
  }
  return { credentials, pass, reads: () => reads }
}

describe('a secret', () => {
  test('with an API key signs in with it, and verifies by the token', async () => {
    const { credentials } = cached({ authToken: 'token', ...key })

    expect(await credentials.current()).toEqual({
      accountSid,
      user: key.apiKeySid,
      password: 'key-secret',
      pending: null,
      authTokens: ['token'],
      sealTokens: ['token'],
    })
  })

  test('without an API key signs in as the account', async () => {
    const { credentials } = cached({ authToken: 'token' })

    expect(await credentials.current()).toMatchObject({ user: accountSid, password: 'token' })
  })

  test.each([{ apiKeySid: key.apiKeySid }, { apiKeySecret: key.apiKeySecret }])(
    'with half of an API key signs in as the account: %o',
    async (half) => {
      const { credentials } = cached({ authToken: 'token', ...half })

      expect(await credentials.current()).toMatchObject({ user: accountSid, password: 'token' })
    },
  )

  test('with two tokens verifies by both, the present one first', async () => {
    const { credentials } = cached({ authToken: 'token', secondaryAuthToken: 'next' })

    expect((await credentials.current()).authTokens).toEqual(['token', 'next'])
  })

  test.each([
    { what: 'not JSON', secret: 'sesame-1234' },
    { what: 'without a token', secret: { apiKeySid: key.apiKeySid } },
    { what: 'with an empty token', secret: { authToken: '' } },
    { what: 'with a malformed key', secret: { authToken: 'sesame-1234', apiKeySid: 'SK1' } },
    {
      what: 'with a longer key',
      secret: { authToken: 'sesame-1', apiKeySid: `${key.apiKeySid}0` },
    },
    {
      what: 'with more than a key',
      secret: { authToken: 'sesame', apiKeySid: `a${key.apiKeySid}` },
    },
    { what: 'not there', secret: new Error('AccessDenied') },
  ])('that is $what is an error that does not quote it', async ({ secret }) => {
    const { credentials } = cached(secret)

    const error: unknown = await credentials.current().catch((thrown: unknown) => thrown)

    expect(error).toMatchObject({ name: 'AppError', code: 'secret-unavailable' })
    expect(String(error)).not.toContain('sesame')
  })
})

describe('the error of a secret', () => {
  test.each([
    { secret: { authToken: '' }, says: 'not as it must be, in authToken.' },
    { secret: { authToken: 1, apiKeySid: 'SK1' }, says: 'in authToken, apiKeySid.' },
    { secret: 'no JSON', says: 'not as it must be, in the whole.' },
    { secret: new Error('AccessDenied'), says: 'could not be read' },
  ])('says what has to be looked at: $says', async ({ secret, says }) => {
    await expect(cached(secret).credentials.current()).rejects.toThrow(says)
  })
})

describe('what was read', () => {
  test('is kept for five minutes', async () => {
    const { credentials, pass, reads } = cached({ authToken: 'old' }, { authToken: 'new' })
    await credentials.current()

    pass(299_999)
    const early = await credentials.current()
    pass(1)
    const late = await credentials.current()

    expect([early.authTokens, late.authTokens, reads()]).toEqual([['old'], ['new'], 2])
  })

  test('is used on while the new secret cannot be read, whatever strangers send', async () => {
    const { credentials, pass } = cached({ authToken: 'old' }, new Error('down'), {
      authToken: 'new',
    })
    await credentials.current()

    const renewed = credentials.doubt('stranger')
    await expect(renewed).rejects.toMatchObject({ code: 'secret-unavailable' })
    const meanwhile = await credentials.current()
    pass(300_000)
    const later = await credentials.current()

    expect([meanwhile.authTokens, later.authTokens]).toEqual([['old'], ['new']])
  })

  test('is used on when it is five minutes old and the secret cannot be read then', async () => {
    const { credentials, pass, reads } = cached({ authToken: 'old' }, new Error('down'))
    await credentials.current()

    pass(300_000)
    const later = await credentials.current()

    expect([later.authTokens, reads()]).toEqual([['old'], 2])
  })

  test('is read once for many who ask at the same time', async () => {
    const { credentials, reads } = cached({ authToken: 'token' })

    await Promise.all(Array.from({ length: 20 }, () => credentials.current()))

    expect(reads()).toBe(1)
  })

  test('S37: is read anew after a doubt, but not more often than every 30 seconds', async () => {
    const { credentials, pass, reads } = cached(
      { authToken: 'old' },
      { authToken: 'new' },
      { authToken: 'newer' },
    )
    await credentials.current()
    const renewedBy = async () => (await credentials.doubt('stranger'))?.authTokens

    const first = await renewedBy()
    pass(29_999)
    const early = await renewedBy()
    const meanwhile = (await credentials.current()).authTokens
    pass(1)
    const late = await renewedBy()

    expect([first, early, meanwhile, late]).toEqual([['new'], undefined, ['new'], ['newer']])
    expect(reads()).toBe(3)
  })

  test('S37: is read anew once for all who doubt at the same time, and all hear of it', async () => {
    const { credentials, reads } = cached({ authToken: 'old' }, { authToken: 'new' })
    await credentials.current()

    const renewed = await Promise.all(
      Array.from({ length: 20 }, () => credentials.doubt('stranger')),
    )

    expect(new Set(renewed.map((each) => each?.authTokens[0]))).toEqual(new Set(['new']))
    expect(reads()).toBe(2)
  })

  test.each(['stranger', 'vouched'] as const)(
    'S37: is read again at once for a %s when a doubt found it unreadable',
    async (who) => {
      const { credentials } = cached({ authToken: 'old' }, new Error('throttled'), {
        authToken: 'new',
      })
      await credentials.current()

      await expect(credentials.doubt(who)).rejects.toMatchObject({ code: 'secret-unavailable' })

      expect((await credentials.doubt(who))?.authTokens).toEqual(['new'])
    },
  )

  test('S37: is read for who is vouched for, though a stranger has just used up his doubt', async () => {
    const { credentials } = cached({ authToken: 'old' }, { authToken: 'old' }, { authToken: 'new' })
    await credentials.current()
    await credentials.doubt('stranger')

    expect(await credentials.doubt('stranger')).toBeNull()
    expect((await credentials.doubt('vouched'))?.authTokens).toEqual(['new'])
  })

  test('S37: is read ten times in 30 seconds at the most, and then nobody vouched for is told no', async () => {
    const { credentials, pass, reads } = cached({ authToken: 'token' })
    await credentials.current()
    for (let n = 0; n < 10; n++) await credentials.doubt('vouched')

    pass(29_999)
    const eleventh = credentials.doubt('vouched')
    await expect(eleventh).rejects.toMatchObject({ code: 'signature-undecided' })
    expect([await credentials.doubt('stranger'), reads()]).toEqual([null, 11])
    pass(1)

    expect((await credentials.doubt('vouched'))?.authTokens).toEqual(['token'])
  })

  test('S37: is read ten times at the most while it is unreadable, and then nobody is told no', async () => {
    const { credentials, reads } = cached({ authToken: 'old' }, new Error('down'))
    await credentials.current()
    const codes: unknown[] = []
    for (let n = 0; n < 12; n++) {
      codes.push(await credentials.doubt('stranger').catch(({ code }: { code: string }) => code))
    }

    expect(codes.slice(0, 10)).toEqual(Array(10).fill('secret-unavailable'))
    expect(codes.slice(10)).toEqual(['signature-undecided', 'signature-undecided'])
    expect(reads()).toBe(11)
  })

  test('is not a failure: the next request tries again', async () => {
    const { credentials } = cached(new Error('throttled'), { authToken: 'token' })

    await expect(credentials.current()).rejects.toMatchObject({ code: 'secret-unavailable' })

    expect((await credentials.current()).authTokens).toEqual(['token'])
  })
})
