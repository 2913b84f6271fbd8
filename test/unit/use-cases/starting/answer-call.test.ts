import { describe, expect, test } from 'vitest'
import type { Session } from '../../../../lambda/domain/session/session.ts'
import { type AnswerCall, answerCall } from '../../../../lambda/use-cases/answer-call.ts'
import { aCallSid, aSession, aSessionId } from '../../../support/a-session.ts'
import { aWorld, type FakeWorld, storedIn } from '../../../support/a-world.ts'
import { memoryStores } from '../../../support/memory/stores.ts'
import { sessionIn } from '../../../support/sessions-in.ts'

const callSid = aCallSid()
const { purchase, terms: agreed } = aSession()
const other = { ...purchase, reference: 'INV-2002' }

const answer = ({ world, remainingMs }: FakeWorld, more: Partial<AnswerCall> = {}) =>
  answerCall(world, {
    callSid,
    purchase,
    terms: { ...agreed, paymentConnector: null },
    signers: ['default'],
    remainingMs,
    ...more,
  })

/** A call that is in the middle of a session, with the claim that it has. */
async function during(session: Session, stores = memoryStores()): Promise<FakeWorld> {
  const fake = aWorld({ stores })
  await claimFor(fake, session)
  await stores.sessions.insert(session)
  return fake
}

const claimFor = ({ stores, now }: FakeWorld, { id: sessionId }: Session) =>
  stores.claims.claim({
    key: `call#${callSid}`,
    sessionId,
    fingerprint: '4250 USD INV-1001',
    claimedAt: now(),
    earlier: [],
  })

const contended = { name: 'AppError', code: 'storage-unavailable' }

describe('a call that comes in to pay', () => {
  test('is offered the amount by its own answer, and by nothing else', async () => {
    let claims = 0
    const stores = memoryStores()
    const { claim } = stores.claims
    const counted = (own: Parameters<typeof claim>[0]) => {
      claims += 1
      return stores.claims.claim(own)
    }
    const fake = aWorld({ stores: { ...stores, claims: { ...stores.claims, claim: counted } } })

    expect(await answer(fake)).toMatchObject({
      mode: 'guided',
      callSid,
      purchase,
      keys: [],
      state: { status: 'offered', offer: 'amount' },
    })
    expect([fake.said, fake.sent, claims]).toEqual([[], [], 1])
  })

  test('and is told of twice finds the session that it has', async () => {
    const fake = await during(sessionIn('capturing'))

    expect(await answer(fake)).toEqual(sessionIn('capturing'))
    expect(fake.stores.sessions.all()).toHaveLength(1)
  })

  test('for something else ends what nobody drives any more, without a word about it', async () => {
    const fake = await during(sessionIn('capturing'))

    const session = await answer(fake, { purchase: other })

    expect(session).toMatchObject({ purchase: other, state: { status: 'offered' } })
    expect((await storedIn(fake)).state).toEqual({ status: 'cancelled', by: 'client' })
    expect(fake.sent.map(({ type }) => type)).toEqual(['cancel'])
    expect(fake.said).toEqual([])
  })

  test('for something else does so also when a callback comes in between', async () => {
    const stores = memoryStores()
    let conflicts = 0
    const save: typeof stores.sessions.save = async (stored) => {
      conflicts += 1
      return conflicts === 1 ? 'conflict' : stores.sessions.save(stored)
    }
    const fake = await during(sessionIn('capturing'), {
      ...stores,
      sessions: { ...stores.sessions, save },
    })

    expect(await answer(fake, { purchase: other })).toMatchObject({ purchase: other })
    expect((await storedIn(fake)).state.status).toBe('cancelled')
  })

  test('for something else hears first of the charge that is out', async () => {
    const fake = await during(sessionIn('completing'))

    expect(await answer(fake, { purchase: other })).toEqual(sessionIn('completing'))
    expect(await storedIn(fake)).toEqual(sessionIn('completing'))
  })
})

describe('a call that somebody else has claimed', () => {
  test('by a start that did not get to its end is told so, and nothing is touched', async () => {
    const fake = aWorld()
    await claimFor(fake, aSession())

    expect(await answer(fake, { purchase: other })).toBe('start-unfinished')

    expect([fake.stores.sessions.all(), fake.sent, fake.said]).toEqual([[], [], []])
    const held = await fake.stores.claims.find(`call#${callSid}`, fake.now())
    expect(held?.sessionId).toBe(aSession().id)
  })

  test('by such a start just when its session has ended is told the same', async () => {
    const stores = memoryStores()
    const quicker = { sessionId: aSessionId(9), fingerprint: '100 USD INV-3003' }
    const claim: typeof stores.claims.claim = async (own) => {
      const held = await stores.claims.claim(own)
      const holder = await stores.sessions.load(held.sessionId)
      return holder?.session.state.status === 'cancelled' ? { ...held, ...quicker } : held
    }
    const claims = { ...stores.claims, claim }
    const fake = await during(sessionIn('capturing'), { ...stores, claims })

    expect(await answer(fake, { purchase: other })).toBe('start-unfinished')

    expect((await storedIn(fake)).state.status).toBe('cancelled')
    expect(stores.sessions.all()).toHaveLength(1)
  })

  test('whose session cannot be written is tried again by Twilio, and not by us', async () => {
    const stores = memoryStores()
    const save = async () => 'conflict' as const
    const sessions = { ...stores.sessions, save }
    const fake = await during(sessionIn('capturing'), { ...stores, sessions })

    const answered = answer(fake, { purchase: other })

    await expect(answered).rejects.toMatchObject(contended)
    await expect(answered).rejects.toThrow(callSid)
  })

  test('by a session that is gone a moment later starts what it came for', async () => {
    const stores = memoryStores()
    let loads = 0
    const load: typeof stores.sessions.load = async (id) => {
      loads += 1
      return loads === 2 ? null : stores.sessions.load(id)
    }
    const sessions = { ...stores.sessions, load }
    const fake = await during(sessionIn('capturing'), { ...stores, sessions })

    expect(await answer(fake, { purchase: other })).toMatchObject({ purchase: other })
  })

  test('at the same moment is tried again by Twilio, and not by us', async () => {
    const stores = memoryStores()
    let tries = 0
    const handOver: typeof stores.claims.handOver = async (change) => {
      tries += 1
      return tries > 1 && stores.claims.handOver(change)
    }
    const claims = { ...stores.claims, handOver }
    const fake = await during(sessionIn('failed', { pending: null }), { ...stores, claims })

    const answered = answer(fake)

    await expect(answered).rejects.toMatchObject(contended)
    await expect(answered).rejects.toThrow(callSid)
  })
})
