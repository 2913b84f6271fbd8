import { describe, expect, test } from 'vitest'
import type { Session } from '../../../lambda/domain/session/session.ts'
import { advance } from '../../../lambda/use-cases/engine/advance.ts'
import { settleDueSessions } from '../../../lambda/use-cases/settle-due-sessions.ts'
import { aPaymentSid, aSession, aSessionId, at } from '../../support/a-session.ts'
import { aWorld, type FakeWorldOptions, storedIn } from '../../support/a-world.ts'
import { memoryStores } from '../../support/memory/stores.ts'
import { sessionIn } from '../../support/sessions-in.ts'

/** A minute and a half after the sessions were left alone: all of them are due. */
async function settling(sessions: readonly Session[], options: FakeWorldOptions = {}) {
  const fake = aWorld({ remainingMs: 200_000, ...options })
  for (const session of sessions) await fake.stores.sessions.insert(session)
  await fake.world.surroundings.wait(90_000)
  return { ...fake, settled: await settleDueSessions(fake.world, fake) }
}

describe('a session that nobody looks after', () => {
  test('S17: sends again what a dead function left behind, with the same key', async () => {
    const fake = await settling([sessionIn('capturing')])

    expect(fake.sent.map(({ key }) => key)).toEqual([`${aSessionId()}-1-4`])
    expect(fake.settled).toEqual({ seen: 1, changed: 1, failed: 0 })
  })

  test('says that a charge without a verdict is not known, and counts it', async () => {
    const fake = await settling([sessionIn('completing')])

    const unresolved = { status: 'unresolved', since: at(90_000) }
    expect((await storedIn(fake)).state).toMatchObject(unresolved)
    expect(fake.sent).toEqual([])
    expect(fake.entries).toContainEqual(
      expect.objectContaining({ level: 'error', metric: 'SessionUnresolved' }),
    )
  })

  test('ends when its call is over', async () => {
    const fake = await settling([aSession()], { callStatus: 'over' })

    expect((await storedIn(fake)).state).toMatchObject({ reason: 'caller-hung-up' })
  })

  test('waits on while its call is there, and is due again a minute later', async () => {
    const fake = await settling([aSession()])

    expect((await storedIn(fake)).state.status).toBe('offered')
    expect(await fake.stores.sessions.due({ now: at(149_999), limit: 1 })).toEqual([])
    expect(await fake.stores.sessions.due({ now: at(150_000), limit: 1 })).toHaveLength(1)
  })

  test('comes after the charges without a verdict, which need no look at the call', async () => {
    const idle = Array.from({ length: 30 }, (_, n) => aSession({ id: aSessionId(10 + n) }))
    const charged = sessionIn('completing')
    const asked: string[] = []
    const stores = memoryStores()
    const save: typeof stores.sessions.save = (stored) => {
      asked.push(stored.session.state.status)
      return stores.sessions.save(stored)
    }

    await settling([...idle, charged], {
      stores: { ...stores, sessions: { ...stores.sessions, save } },
    })

    expect(asked[0]).toBe('unresolved')
  })

  test('is out of the way for a minute when Twilio does not tell of its call', async () => {
    const fake = await settling([aSession()], { callStatus: 'unknown' })

    expect(await fake.stores.sessions.due({ now: at(149_999), limit: 1 })).toEqual([])
  })

  test('S27: does not end a charge because the call is over', async () => {
    const completing = sessionIn('completing', {
      state: { status: 'completing', paymentSid: aPaymentSid(), verdictDueAt: at(170_000) },
    })
    const fake = await settling([completing], { callStatus: 'over' })
    await advance(fake.world, {
      sessionId: completing.id,
      event: (now) => ({ type: 'call-ended', at: now }),
      announce: false,
      remainingMs: fake.remainingMs,
    })

    expect((await storedIn(fake)).state.status).toBe('completing')
  })

  test('does not keep the others waiting when it cannot be settled', async () => {
    const stores = memoryStores()
    const load: typeof stores.sessions.load = async (id) => {
      if (id === aSessionId(1)) throw new Error('unreadable')
      return stores.sessions.load(id)
    }
    const broken = { ...stores, sessions: { ...stores.sessions, load } }

    const fake = await settling([aSession(), sessionIn('completing', { id: aSessionId(2) })], {
      stores: broken,
    })

    expect(fake.settled).toEqual({ seen: 2, changed: 1, failed: 1 })
    expect(fake.entries).toContainEqual(
      expect.objectContaining({ sessionId: aSessionId(1), errorName: 'Error' }),
    )
  })

  test('is left for the next minute when the time runs out', async () => {
    const fake = await settling([aSession()], { remainingMs: 109_999 })

    expect(fake.settled.seen).toBe(0)
  })
})

const storesWith = (more: Partial<ReturnType<typeof memoryStores>['sessions']>) => {
  const stores = memoryStores()
  return { ...stores, sessions: { ...stores.sessions, ...more } }
}

describe('a charge that got no verdict', () => {
  test('is not known, whether or not its call is over', async () => {
    const fake = await settling([sessionIn('completing')], { callStatus: 'over' })

    expect((await storedIn(fake)).state.status).toBe('unresolved')
  })
})

test('an ended session still closes its payment, for which its call does not matter', async () => {
  const { sent } = await settling([sessionIn('failed')], { callStatus: 'over' })

  expect(sent.map(({ type }) => type)).toEqual(['cancel'])
})

test('each is looked at once, however many there are', async () => {
  const many = Array.from({ length: 25 }, (_, n) => aSession({ id: aSessionId(10 + n) }))

  expect((await settling(many)).settled).toEqual({ seen: 25, changed: 25, failed: 0 })
})

test.each([
  { thrown: new RangeError('full'), errorName: 'RangeError' },
  { thrown: 'no error at all', errorName: 'unknown' },
])('one that cannot be written is told as $errorName, and counted', async (trouble) => {
  const save = async () => {
    throw trouble.thrown
  }
  const { settled, entries } = await settling([aSession()], { stores: storesWith({ save }) })

  expect(settled).toEqual({ seen: 1, changed: 0, failed: 1 })
  expect(entries).toEqual([
    {
      level: 'error',
      message: 'session could not be settled',
      sessionId: aSessionId(),
      errorName: trouble.errorName,
      metric: 'DependencyFailed',
    },
  ])
})

test('one that others keep writing is not changed, and no failure', async () => {
  const stores = storesWith({ save: async () => 'conflict' })

  expect((await settling([aSession()], { stores })).settled).toEqual({
    seen: 1,
    changed: 0,
    failed: 0,
  })
})

test('one that has gone since it was listed is nobody’s failure', async () => {
  const stores = storesWith({ due: async () => [aSessionId(9)] })

  const { settled, entries } = await settling([], { stores })

  expect(settled).toEqual({ seen: 0, changed: 0, failed: 0 })
  expect(entries).toEqual([])
})

test('a slow read is waited for', async () => {
  const base = memoryStores()
  const load: typeof base.sessions.load = async (id) => {
    await new Promise(setImmediate)
    return base.sessions.load(id)
  }
  const { settled } = await settling([aSession()], {
    stores: { ...base, sessions: { ...base.sessions, load } },
  })

  expect(settled.seen).toBe(1)
})

test('ten at a time are asked after at Twilio, whose limit others need, too', async () => {
  const fake = aWorld({ startAt: at(90_000), remainingMs: 200_000 })
  for (let n = 0; n < 35; n++) await fake.stores.sessions.insert(aSession({ id: aSessionId(n) }))
  let asking = 0
  const atOnce: number[] = []
  const status = async () => {
    asking += 1
    atOnce.push(asking)
    await new Promise(setImmediate)
    asking -= 1
    return 'in-progress' as const
  }

  await settleDueSessions({ ...fake.world, calls: { ...fake.world.calls, status } }, fake)

  expect(atOnce).toHaveLength(35)
  expect(Math.max(...atOnce)).toBe(10)
})

// A look at the call, and three sends, take 20 s at the most.
test.each([
  { leftMs: 20_000, seen: 1 },
  { leftMs: 19_999, seen: 0 },
])('a run with $leftMs ms left takes up $seen', async ({ leftMs, seen }) => {
  const { settled } = await settling([aSession()], { remainingMs: 90_000 + leftMs })

  expect(settled.seen).toBe(seen)
})

describe('look-ups of charges', () => {
  /** A minute after it was not known, a look-up is due. */
  const unresolved = sessionIn('unresolved', {
    id: aSessionId(2),
    state: { status: 'unresolved', since: at(0), charging: aPaymentSid(), lookUps: 0 },
  })

  test('are counted with everything else', async () => {
    const changed = await settling([sessionIn('capturing'), unresolved])
    const save = async () => Promise.reject(new Error('full'))
    const stores = storesWith({ save })
    const failed = await settling([sessionIn('capturing'), unresolved], { stores })

    expect(changed.settled).toEqual({ seen: 2, changed: 2, failed: 0 })
    expect(failed.settled).toEqual({ seen: 2, changed: 0, failed: 2 })
  })

  test.each([
    { leftMs: 40_000, seen: 1, listed: ['verdict', 'tell', 'look-up', 'care'] },
    { leftMs: 39_999, seen: 1, listed: ['verdict', 'look-up', 'care'] },
    { leftMs: 35_000, seen: 1, listed: ['verdict', 'look-up', 'care'] },
    { leftMs: 34_999, seen: 0, listed: ['verdict', 'care'] },
    { leftMs: 20_000, seen: 0, listed: ['verdict', 'care'] },
    { leftMs: 19_999, seen: 0, listed: [] },
  ])(
    'are not even listed with less than 35 s, nor is anything with less than 20: $leftMs ms',
    async ({ leftMs, seen, listed }) => {
      const base = memoryStores()
      const asked: unknown[] = []
      const due: typeof base.sessions.due = (query) => {
        asked.push(query.dueFor)
        return base.sessions.due(query)
      }
      const stores = { ...base, sessions: { ...base.sessions, due } }

      const { settled } = await settling([unresolved], { remainingMs: 90_000 + leftMs, stores })

      expect(settled).toEqual({ seen, changed: seen, failed: 0 })
      expect(asked).toEqual(listed)
    },
  )

  test('are for nobody whose charge got its verdict meanwhile, though that is untold', async () => {
    const paid = sessionIn('succeeded', { id: unresolved.id, tendedAt: at(0) })
    const outcome = { number: 1, status: 'succeeded', at: at(0) } as const
    const untold = { outcomes: [outcome], tries: 1, triedAt: at(0) } as const
    const base = memoryStores()
    const load: typeof base.sessions.load = async (id) => {
      const stored = await base.sessions.load(id)
      loads += 1
      // As it was before the verdict was written.
      return loads === 1 ? { session: unresolved, version: 0 } : stored
    }
    let [loads, looked] = [0, 0]
    const lookUp = {
      ask: async () => {
        looked += 1
        return { outcome: 'not-known' } as const
      },
    }

    const { told } = await settling([{ ...paid, outcomes: 1, untold }], {
      stores: { ...base, sessions: { ...base.sessions, load } },
      lookUp,
    })

    expect(told.messages).toMatchObject([{ status: 'succeeded' }])
    expect(looked).toBe(0)
  })
})
