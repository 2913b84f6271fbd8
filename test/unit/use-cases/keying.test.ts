import { describe, expect, test } from 'vitest'
import { promptKeyOf } from '../../../lambda/domain/guide/prompt.ts'
import type { Session } from '../../../lambda/domain/session/session.ts'
import type { Progress } from '../../../lambda/ports/progress-store.ts'
import type { SessionStore } from '../../../lambda/ports/session-store.ts'
import { type TakeTurn, takeTurn } from '../../../lambda/use-cases/take-turn.ts'
import { aSession, at } from '../../support/a-session.ts'
import { aWorld, type FakeWorld, type FakeWorldOptions } from '../../support/a-world.ts'
import { memoryStores } from '../../support/memory/stores.ts'
import { sessionIn } from '../../support/sessions-in.ts'

const taking = (fake: FakeWorld, session: Session, asked: Partial<TakeTurn> = {}) =>
  takeTurn(fake.world, {
    sessionId: session.id,
    callSid: session.callSid,
    signers: ['default'],
    digits: null,
    turn: { key: promptKeyOf(session), silences: 3, quietSeconds: 0 },
    remainingMs: fake.remainingMs,
    ...asked,
  })

/** A third silence at a field, for which the progress was noted at noon. */
async function silenceAfter(progress: Progress | null, options: FakeWorldOptions) {
  const session = sessionIn('capturing', { pending: null })
  const fake = aWorld(options)
  await fake.stores.sessions.insert(session)
  if (progress !== null) await fake.stores.progress.note(session.id, progress)
  const taken = await taking(fake, session)
  return taken !== null && taken !== 'foreign' ? taken.session.state.status : taken
}

describe('a caller who is silent for the third time', () => {
  const noted = { step: 4, digits: 2, at: at(0) }
  const polling = { delivery: 'poll' } as const

  test.each([
    { when: 'was keying a moment ago', startAt: at(14_999), ends: 'capturing' },
    { when: 'keyed 15 seconds ago', startAt: at(15_000), ends: 'failed' },
    { when: 'has keyed one digit', progress: { ...noted, digits: 1 }, ends: 'capturing' },
    { when: 'has keyed nothing', progress: { ...noted, digits: 0 }, ends: 'failed' },
    { when: 'was keying the field before', progress: { ...noted, step: 3 }, ends: 'failed' },
    { when: 'is not known to have keyed', progress: null, ends: 'failed' },
  ])('and $when: $ends', async ({ progress = noted, startAt = at(1), ends }) => {
    expect(await silenceAfter(progress, { ...polling, startAt })).toBe(ends)
  })

  test('is not looked up on a call that is told at once: the first key stops its turns', async () => {
    expect(await silenceAfter(noted, { delivery: 'push', startAt: at(1) })).toBe('failed')
  })
})

test('a first silence at a field is no reason to listen anew', async () => {
  const session = sessionIn('capturing', { pending: null })
  const fake = aWorld()
  await fake.stores.sessions.insert(session)

  await taking(fake, session, { turn: { key: promptKeyOf(session), silences: 1, quietSeconds: 0 } })

  expect(fake.sent).toEqual([])
})

test('a silence at an old offer is the clock that ends it', async () => {
  const fake = aWorld({ startAt: at(30 * 60_000) })
  await fake.stores.sessions.insert(aSession())
  const turn = { key: promptKeyOf(aSession()), silences: 2, quietSeconds: 0 }

  expect(await taking(fake, aSession(), { turn })).toMatchObject({
    session: { state: { status: 'failed', reason: 'abandoned' } },
  })
})

describe('a key', () => {
  test.each([
    { name: 'that was offered', session: aSession(), digits: '1', misunderstood: false },
    { name: 'that was not', session: aSession(), digits: '7', misunderstood: true },
    { name: 'for a field', session: sessionIn('capturing'), digits: '7', misunderstood: false },
    { name: 'that is none', session: aSession(), digits: '', misunderstood: false },
  ])('$name is misunderstood: $misunderstood', async ({ session, digits, misunderstood }) => {
    const fake = aWorld()
    await fake.stores.sessions.insert(session)
    const turn = { key: promptKeyOf(session), silences: 0, quietSeconds: 0 }

    expect(await taking(fake, session, { digits, turn })).toMatchObject({ misunderstood })
  })
})

describe('a turn', () => {
  /** A session that others keep changing; after the first look, this is what there is. */
  async function contended(later: Awaited<ReturnType<SessionStore['load']>>) {
    const stores = memoryStores()
    const session = aSession()
    await stores.sessions.insert(session)
    let saves = 0
    const sessions: typeof stores.sessions = {
      ...stores.sessions,
      save: async () => {
        saves += 1
        return 'conflict'
      },
      load: async (id) => (saves < 4 ? stores.sessions.load(id) : later),
    }
    return taking(aWorld({ stores: { ...stores, sessions } }), session, { digits: '1' })
  }

  test('that loses to others again and again tells the present', async () => {
    const present = sessionIn('cancelled')

    expect(await contended({ session: present, version: 9 })).toMatchObject({ session: present })
    expect(await contended(null)).toBeNull()
  })

  test('of a session that is gone is told so', async () => {
    expect(await taking(aWorld(), aSession())).toBeNull()
  })
})

test('only a turn at which the same would be said again is kept quiet by keys', async () => {
  const session = sessionIn('capturing', { pending: null })
  const fake = aWorld({ delivery: 'poll' })
  await fake.stores.sessions.insert(session)
  await fake.stores.progress.note(session.id, { step: 4, digits: 2, at: at(0) })

  const silent = { key: promptKeyOf(session), silences: 3, quietSeconds: 0 }
  const others = [
    { ...silent, silences: 0 },
    { ...silent, quietSeconds: 2 },
    { ...silent, key: 'expiration-date-1-0' },
  ]

  for (const turn of others) {
    expect(await taking(fake, session, { turn })).toMatchObject({ keying: false })
  }
  expect(await taking(fake, session)).toMatchObject({ keying: true })
})
