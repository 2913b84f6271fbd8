import { describe, expect, test } from 'vitest'
import type { Session } from '../../../../lambda/domain/session/session.ts'
import type { SessionId } from '../../../../lambda/domain/values/ids.ts'
import { AppError } from '../../../../lambda/ports/errors.ts'
import type { SessionStore } from '../../../../lambda/ports/session-store.ts'
import { settleDueSessions } from '../../../../lambda/use-cases/settle-due-sessions.ts'
import {
  aCallSid,
  aPaymentSid,
  aSession,
  aSessionId,
  at,
  NOON,
} from '../../../support/a-session.ts'
import { aWorld } from '../../../support/a-world.ts'
import { memoryStores } from '../../../support/memory/stores.ts'
import { sessionIn } from '../../../support/sessions-in.ts'

const charge = sessionIn('completing', { id: aSessionId(1), callSid: aCallSid(1) })

/** Sessions whose time came before that of the charge. */
const older = (count: number, one: (names: Pick<Session, 'id' | 'callSid'>) => Session) =>
  Array.from({ length: count }, (_, n) =>
    one({ id: aSessionId(10 + n), callSid: aCallSid(10 + n) }),
  )

const idle = (names: Pick<Session, 'id' | 'callSid'>): Session => aSession(names)

const chargedEarlier = (names: Pick<Session, 'id' | 'callSid'>): Session =>
  sessionIn('completing', {
    ...names,
    state: { status: 'completing', paymentSid: aPaymentSid(), verdictDueAt: at(80_000) },
  })

const unreadable = async (id: SessionId): Promise<never> => {
  throw new AppError('record-unreadable', { message: `The stored session ${id} cannot be read.` })
}

/** Endings of which a queue that is away could not be told. */
const untold = (names: Pick<Session, 'id' | 'callSid'>): Session => ({
  ...sessionIn('succeeded', names),
  outcomes: 1,
  untold: { outcomes: [{ number: 1, status: 'succeeded', at: NOON }], tries: 1, triedAt: NOON },
})

/** Ten seconds after the deadline of the charge, the schedule runs. */
async function backlog(
  sessions: readonly Session[],
  broken: (inner: SessionStore) => Partial<SessionStore> = () => ({}),
) {
  const stores = memoryStores()
  for (const session of sessions) await stores.sessions.insert(session)
  const { sessions: inner } = stores
  const fake = aWorld({
    stores: { ...stores, sessions: { ...inner, ...broken(inner) } },
    startAt: at(100_000),
    remainingMs: 55_000,
  })
  const settles = () => settleDueSessions(fake.world, fake)
  const statusOf = async ({ id }: Session) => (await inner.load(id))?.session.state.status
  return { ...fake, settles, statusOf }
}

/** What this version of the code cannot read is all that is older. */
const onlyReads = (readable: readonly Session[]) => (inner: SessionStore) => ({
  load: (id: SessionId) =>
    readable.some((session) => session.id === id) ? inner.load(id) : unreadable(id),
})

describe('a charge without a verdict is not known within a minute of its deadline', () => {
  test('when more sessions than a run takes have waited longer', async () => {
    const { settles, statusOf } = await backlog([...older(600, idle), charge])

    await settles()

    expect(await statusOf(charge)).toBe('unresolved')
  })

  test.each([
    { what: 'idle sessions', one: idle },
    { what: 'charges', one: chargedEarlier },
  ])('when more $what than a run takes have waited longer and cannot be read', async ({ one }) => {
    const { settles, statusOf } = await backlog([...older(600, one), charge], onlyReads([charge]))

    await settles()

    expect(await statusOf(charge)).toBe('unresolved')
  })

  test('when more charges than a run takes have waited longer and cannot be written', async () => {
    const { settles, statusOf } = await backlog(
      [...older(600, chargedEarlier), charge],
      (inner) => ({
        save: (stored) => {
          if (stored.session.id !== charge.id) return Promise.reject(new Error('full'))
          return inner.save(stored)
        },
      }),
    )

    await settles()

    expect(await statusOf(charge)).toBe('unresolved')
  })

  test('when a version before kept it among all others', async () => {
    const { settles, statusOf, entries } = await backlog([...older(40, idle), charge], (inner) => ({
      due: async ({ dueFor, ...query }) => {
        if (dueFor !== 'care') return []
        const kept = await inner.due({ ...query, dueFor: 'verdict' })
        return [...(await inner.due({ ...query, dueFor })), ...kept].slice(0, query.limit)
      },
    }))

    await settles()

    expect(await statusOf(charge)).toBe('unresolved')
    expect(entries.filter(({ metric }) => metric === 'SessionUnresolved')).toHaveLength(1)
  })
})

describe('sessions that cannot be read', () => {
  const lost = { name: 'AppError', metric: 'DependencyFailed' }
  const losses = ({ entries }: Pick<Awaited<ReturnType<typeof backlog>>, 'entries'>) =>
    entries.filter(({ errorName, metric }) => errorName === lost.name && metric === lost.metric)

  test('keep nobody waiting for ever, and are counted once by every run', async () => {
    const later = sessionIn('capturing', {
      ...{ id: aSessionId(2), callSid: aCallSid(2), tendedAt: at(50_000) },
    })
    const one = await backlog([...older(600, idle), later], onlyReads([later]))

    const first = await one.settles()
    const next = await one.settles()

    expect(one.sent.map(({ key }) => key)).toEqual([`${later.id}-1-4`])
    expect(first).toEqual({ seen: 601, changed: 1, failed: 600 })
    expect(next).toEqual({ seen: 600, changed: 0, failed: 600 })
    expect(new Set(losses(one).map(({ sessionId }) => sessionId)).size).toBe(600)
    expect(losses(one)).toHaveLength(1_200)
  })

  test('do not make a run take up more than its limit of those that can', async () => {
    const broken = older(30, chargedEarlier)
    const readable = Array.from({ length: 600 }, (_, n) =>
      sessionIn('completing', { id: aSessionId(1_000 + n), callSid: aCallSid(1_000 + n) }),
    )
    const ids = new Set(broken.map(({ id }) => id))
    const { settles } = await backlog([...broken, ...readable], (inner) => ({
      load: (id) => (ids.has(id) ? unreadable(id) : inner.load(id)),
    }))

    expect(await settles()).toEqual({ seen: 530, changed: 500, failed: 30 })
  })

  test('are passed over up to a bound, which is five thousand of a kind', async () => {
    const { settles } = await backlog(
      [...older(5_600, chargedEarlier), charge],
      onlyReads([charge]),
    )

    expect(await settles()).toEqual({ seen: 5_000, changed: 0, failed: 5_000 })
  })

  test('take no time that a run does not have', async () => {
    let leftMs = 20_100
    const stores = memoryStores()
    for (const session of older(100, idle)) await stores.sessions.insert(session)
    const load = async (id: SessionId) => {
      leftMs -= 20
      return unreadable(id)
    }
    const fake = aWorld({ stores: { ...stores, sessions: { ...stores.sessions, load } } })
    await fake.world.surroundings.wait(100_000)

    const settled = await settleDueSessions(fake.world, { remainingMs: () => leftMs })

    expect(settled).toEqual({ seen: 10, changed: 0, failed: 10 })
  })
})

test('a charge that is not known is looked up by the plan, though nobody can be told of endings', async () => {
  const stores = memoryStores()
  for (const session of [...older(600, untold), charge]) await stores.sessions.insert(session)
  const askedAtMinutes: number[] = []
  for (let minute = 2; minute < 10; minute++) {
    const ask = async () => {
      askedAtMinutes.push(minute)
      return { outcome: 'not-known' } as const
    }
    const startAt = at(minute * 60_000)
    const fake = aWorld({ stores, startAt, lookUp: { ask }, remainingMs: 55_000 })
    fake.told.goAway()
    await settleDueSessions(fake.world, fake)
  }

  // Unresolved in minute 2; one minute and five minutes after.
  expect(askedAtMinutes).toEqual([3, 7])
})
