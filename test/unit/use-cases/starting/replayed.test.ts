import { describe, expect, test } from 'vitest'
import type { Session } from '../../../../lambda/domain/session/session.ts'
import { advance } from '../../../../lambda/use-cases/engine/advance.ts'
import { type StartSession, startSession } from '../../../../lambda/use-cases/start-session.ts'
import { aCallSid, aPaymentSid, aSession, aSessionId } from '../../../support/a-session.ts'
import { aWorld, type FakeWorld, storedIn } from '../../../support/a-world.ts'
import { memoryStores } from '../../../support/memory/stores.ts'

const { purchase, terms: agreed } = aSession()

const starting = (fake: FakeWorld, more: Partial<StartSession> = {}) =>
  startSession(fake.world, {
    mode: 'guided',
    callSid: aCallSid(),
    purchase,
    terms: { ...agreed, paymentConnector: null },
    fingerprint: 'what was asked',
    key: 'key-1',
    announce: true,
    remainingMs: fake.remainingMs,
    ...more,
  })

/** A call that comes in has no client, and so no key. */
const callsIn = ({ world, remainingMs }: FakeWorld) =>
  startSession(world, {
    mode: 'guided',
    callSid: aCallSid(),
    purchase,
    terms: { ...agreed, paymentConnector: null },
    fingerprint: '',
    announce: false,
    remainingMs,
  })

/** The session as it stands in the store from now on. */
async function standing(fake: FakeWorld, change: Partial<Session>): Promise<void> {
  const stored = await fake.stores.sessions.load(aSessionId(101))
  if (stored === null) throw new Error('Nothing was started.')
  const { version } = stored
  await fake.stores.sessions.save({ session: { ...stored.session, ...change }, version })
}

describe('an offer that is asked for again is not said again', () => {
  const capturing = {
    status: 'capturing',
    paymentSid: aPaymentSid(),
    field: 'payment-card-number',
    captureStep: 2,
  } as const
  const declined = { status: 'offered', offer: 'another-card', replaces: null } as const

  test.each([
    { when: 'the caller has agreed to it', change: { step: 2, state: capturing } },
    {
      when: 'the caller has declined it',
      change: { state: { status: 'cancelled', by: 'caller' } },
    },
    { when: 'another card is offered', change: { step: 6, attempt: 2, state: declined } },
  ] as const)('when $when', async ({ change }) => {
    const fake = aWorld()
    await starting(fake)
    await standing(fake, change)

    const again = await starting(fake)

    expect(again).toMatchObject({ result: 'replayed', receipt: { status: 'offered' } })
    expect(fake.said).toHaveLength(1)
  })

  test('when the call takes no words', async () => {
    const fake = aWorld({ callTakesWords: false })
    await starting(fake)

    await starting(fake)

    expect(fake.said).toHaveLength(1)
  })
})

describe('the receipt of a start', () => {
  test('is its own, whatever was asked of the session since', async () => {
    const fake = aWorld()
    await starting(fake, { mode: 'assisted' })
    await advance(fake.world, {
      sessionId: aSessionId(101),
      event: (at) => ({ type: 'capture-requested', at, field: 'payment-card-number' }),
      key: { key: 'key-2', fingerprint: 'a capture' },
      announce: false,
      remainingMs: fake.remainingMs,
    })

    expect((await storedIn(fake, aSessionId(101))).keys).toHaveLength(2)
    expect(await starting(fake, { mode: 'assisted' })).toMatchObject({
      result: 'replayed',
      receipt: { status: 'starting', step: 1 },
    })
  })

  test('is that of the quicker one, where two of the same offer came at once', async () => {
    const stores = memoryStores()
    const insert = () => Promise.reject(new Error('died'))
    const dead = aWorld({ stores: { ...stores, sessions: { ...stores.sessions, insert } } })
    await expect(starting(dead)).rejects.toThrow('died')
    await starting(aWorld({ stores }))

    const second = await starting(aWorld({ stores: missingOnce(stores) }), { key: 'key-2' })

    expect(second).toMatchObject({ result: 'replayed', receipt: { status: 'offered' } })
  })

  test('is none of a session that no client has started', async () => {
    const stores = memoryStores()
    const fake = aWorld({ stores })
    await callsIn(fake)
    const receipt = { status: 'cancelled', attempt: 1, step: 0, outcome: 'accepted' } as const
    await standing(fake, { keys: [{ key: 'key-0', fingerprint: 'a cancel', receipt }] })

    const started = await starting(aWorld({ stores: missingOnce(stores) }))

    expect(started).toMatchObject({ result: 'resumed', session: { id: aSessionId(101) } })
  })

  test('is not for a call that comes in', async () => {
    const fake = aWorld()
    await starting(fake)

    expect(await callsIn(fake)).toMatchObject({ result: 'resumed' })
  })
})

/** The session is not there yet when it is looked for, and there when it is to be written. */
function missingOnce(stores: ReturnType<typeof memoryStores>): ReturnType<typeof memoryStores> {
  let isThere = false
  const sessions: typeof stores.sessions = {
    ...stores.sessions,
    load: async (id) => (isThere ? stores.sessions.load(id) : null),
    insert: async (session) => {
      isThere = true
      return stores.sessions.insert(session)
    },
  }
  return { ...stores, sessions }
}
