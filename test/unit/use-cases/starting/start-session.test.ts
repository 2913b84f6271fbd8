import { describe, expect, test } from 'vitest'
import { type StartSession, startSession } from '../../../../lambda/use-cases/start-session.ts'
import { aCallSid, aSession, aSessionId } from '../../../support/a-session.ts'
import { aStart, aWorld, type FakeWorld, refusedWith, unsent } from '../../../support/a-world.ts'
import { memoryStores } from '../../../support/memory/stores.ts'

const terms = { ...aSession().terms, paymentConnector: null }

const start = (fake: FakeWorld, more: Partial<StartSession> = {}) =>
  startSession(fake.world, aStart(fake, more))

describe('a start by a client', () => {
  test('asks Twilio for a payment at once when an agent leads', async () => {
    const fake = aWorld()

    const started = await start(fake)

    expect(started).toMatchObject({
      result: 'started',
      session: { state: { status: 'collecting' } },
    })
    expect(fake.sent.map(({ type }) => type)).toEqual(['create'])
    expect(fake.said).toEqual([])
  })

  test('offers the amount on the live call first when the flow leads', async () => {
    const fake = aWorld()

    const started = await start(fake, { mode: 'guided' })

    expect(started).toMatchObject({ result: 'started', session: { state: { offer: 'amount' } } })
    expect(fake.sent).toEqual([])
    expect(fake.said).toHaveLength(1)
    expect(fake.said[0]).toContain('42.50 US dollars')
  })

  test('says the offer again to who asks again, since the first may have died unheard', async () => {
    const fake = aWorld()
    const first = await start(fake, { mode: 'guided' })

    const again = await start(fake, { mode: 'guided' })

    expect(again).toMatchObject({ result: 'replayed', receipt: { status: 'offered' } })
    expect(fake.said).toHaveLength(2)
    expect(fake.said[1]).toBe(fake.said[0])
    expect(again).toMatchObject('session' in first ? { session: { id: first.session.id } } : {})
  })

  test('ends at once when the call cannot be told, and says so every time', async () => {
    const fake = aWorld({ callTakesWords: false })

    const started = await start(fake, { mode: 'guided' })
    const again = await start(fake, { mode: 'guided' })

    const ended = { state: { status: 'failed', reason: 'twilio-unavailable' } }
    expect(started).toMatchObject({ result: 'started', session: ended })
    expect(again).toMatchObject({ result: 'replayed', receipt: { outcome: 'unsent' } })
  })

  test('keeps its key with the session of a start that died, once it took that over', async () => {
    const fake = aWorld()
    const { claims } = fake.stores
    const dead = { sessionId: aSessionId(90), fingerprint: '4250 USD INV-1001', earlier: [] }
    await claims.claim({ ...dead, key: `call#${aCallSid()}`, claimedAt: fake.now() })

    const adopted = await start(fake, { key: 'key-2' })
    const again = await start(fake, { key: 'key-2' })

    expect(adopted).toMatchObject({ result: 'started', session: { id: aSessionId(90) } })
    expect(again).toMatchObject({ result: 'replayed', session: { id: aSessionId(90) } })
  })

  test('takes over a call in one update even when later prompts are polled', async () => {
    const fake = aWorld({ delivery: 'poll' })

    await start(fake, { mode: 'guided' })

    expect(fake.said).toHaveLength(1)
  })

  test('uses the connector that is configured for its merchant, unless it names one', async () => {
    const fake = aWorld()
    const merchants = new Map([
      ['default', { paymentConnector: 'Stripe_US' }],
      ['berlin', { paymentConnector: 'Stripe_EU' }],
    ])
    const connectorOf = async (wanted: Partial<StartSession['terms']>, key: string) => {
      const input = aStart(fake, { terms: { ...terms, ...wanted }, key, callSid: aCallSid(+key) })
      const started = await startSession({ ...fake.world, merchants }, input)
      return 'session' in started ? started.session.terms.paymentConnector : started
    }

    expect(await connectorOf({}, '1')).toBe('Stripe_US')
    expect(await connectorOf({ merchant: 'berlin' }, '2')).toBe('Stripe_EU')
    expect(await connectorOf({ merchant: 'berlin', paymentConnector: 'B' }, '3')).toBe('B')
  })
})

describe('a start that comes again with the same key', () => {
  test('finds the same session and its first receipt', async () => {
    const fake = aWorld()
    await start(fake)

    const replay = await start(fake)

    expect(replay).toMatchObject({
      result: 'replayed',
      session: { id: aSessionId(101) },
      receipt: { status: 'starting', attempt: 1, step: 1, outcome: 'accepted' },
    })
    expect(fake.stores.sessions.all()).toHaveLength(1)
    expect(fake.sent).toHaveLength(1)
  })

  test.each([
    { outcomes: [refusedWith(64004)], outcome: { refused: 64004 } },
    { outcomes: [unsent], outcome: 'unsent' },
  ] as const)('is told that Twilio answered $outcome', async ({ outcomes, outcome }) => {
    const fake = aWorld({ outcomes })
    await start(fake)

    const replay = await start(fake)

    expect(replay).toMatchObject({ result: 'replayed', receipt: { outcome } })
  })

  test('is refused with another body', async () => {
    const fake = aWorld()
    await start(fake)

    const reuse = await start(fake, { fingerprint: 'something else' })

    expect(reuse).toEqual({ result: 'key-reused' })
    expect(fake.stores.sessions.all()).toHaveLength(1)
  })

  test('is in flight while the first one waits for Twilio', async () => {
    const results: string[] = []
    const fake = aWorld({
      whileSending: async (during) => {
        const twin = await start(during)
        results.push(twin.result)
      },
    })

    await start(fake)

    expect(results).toEqual(['in-flight'])
    expect(fake.sent).toHaveLength(1)
  })

  test('takes up a start that died between its claims and its session', async () => {
    const stores = memoryStores()
    const dead = aWorld({
      stores: {
        ...stores,
        sessions: { ...stores.sessions, insert: () => Promise.reject(new Error('died')) },
      },
    })
    await expect(start(dead)).rejects.toThrow('died')
    const fake = aWorld({ stores })

    const retried = await start(fake)

    expect(retried).toMatchObject({ result: 'started', session: { id: aSessionId(101) } })
    expect(stores.sessions.all()).toHaveLength(1)
  })

  test('is answered alike each time when another start of the same was quicker', async () => {
    const stores = memoryStores()
    const insert = () => Promise.reject(new Error('died'))
    const dead = aWorld({ stores: { ...stores, sessions: { ...stores.sessions, insert } } })
    await expect(start(dead)).rejects.toThrow('died')
    const { sessions } = stores
    const overtaken = {
      ...sessions,
      insert: async (session: Parameters<typeof sessions.insert>[0]) => {
        await start(aWorld({ stores }))
        return sessions.insert(session)
      },
    }

    const second = aWorld({ stores: { ...stores, sessions: overtaken } })
    const answers = [await start(second, { key: 'key-2' }), await start(second, { key: 'key-2' })]

    const receipt = { status: 'starting', attempt: 1, step: 1, outcome: 'accepted' }
    for (const answer of answers) expect(answer).toMatchObject({ result: 'replayed', receipt })
  })

  test('starts one session when twenty come at once', async () => {
    const fake = aWorld()

    const results = await Promise.all(Array.from({ length: 20 }, () => start(fake)))

    expect(fake.stores.sessions.all()).toHaveLength(1)
    expect(fake.sent.map(({ type }) => type)).toEqual(['create'])
    expect(results.filter(({ result }) => result === 'started')).toHaveLength(1)
  })
})

test('a start on a call that another session has is told which', async () => {
  const fake = aWorld()
  await start(fake)

  const second = await start(fake, { key: 'key-2', fingerprint: 'other' })

  expect(second).toEqual({ result: 'call-taken', sessionId: aSessionId(101) })
  expect(fake.stores.sessions.all()).toHaveLength(1)
})

test('a call that comes in twice for the same purchase finds its session again', async () => {
  const fake = aWorld()
  const { key: _none, ...incoming } = aStart(fake, { mode: 'guided', announce: false })
  const first = await startSession(fake.world, incoming)

  const second = await startSession(fake.world, incoming)

  expect(first).toMatchObject({ result: 'started' })
  expect(second).toMatchObject({ result: 'resumed', session: { id: aSessionId(101) } })
})
