import { describe, expect, test } from 'vitest'
import type { Session } from '../../../lambda/domain/session/session.ts'
import { later } from '../../../lambda/domain/values/time.ts'
import type { World } from '../../../lambda/use-cases/engine/world.ts'
import { settleDueSessions } from '../../../lambda/use-cases/settle-due-sessions.ts'
import { aCallSid, aSessionId, NOON } from '../../support/a-session.ts'
import { aWorld } from '../../support/a-world.ts'
import { type MemoryStores, memoryStores } from '../../support/memory/stores.ts'
import { sessionIn } from '../../support/sessions-in.ts'
import {
  kindOf,
  kindOfStuck,
  numbers,
  OF_EACH,
  owedKeys,
  STUCK,
  stuckSessions,
} from '../../support/settling/stuck.ts'

/** Endings that nobody could be told of, since the queue was away. */
async function untoldSessions(stores: MemoryStores): Promise<void> {
  for (const n of numbers) {
    const session = sessionIn('succeeded', {
      id: aSessionId(STUCK + n),
      callSid: aCallSid(STUCK + n),
    })
    const outcome = { number: 1, status: 'succeeded', at: NOON } as const
    const untold = { outcomes: [outcome], tries: 1, triedAt: NOON } as const
    await stores.sessions.insert({ ...session, outcomes: 1, untold })
  }
}

const nowMs = 5 * 60_000

/** One function, five minutes after everybody left, by a clock that may be wrong. */
function settler(stores: MemoryStores, { skewMs = 0, diesSending = false } = {}) {
  const looked: string[] = []
  const startAt = later(NOON, nowMs + skewMs)
  const fake = aWorld({
    stores,
    startAt,
    remainingMs: 50_000,
    lookUp: {
      ask: async ({ session }: { readonly session: Session }) => {
        looked.push(session.id)
        return { outcome: 'charged', confirmationCode: 'ch_found' }
      },
    },
  })
  const { payments, calls } = fake.world
  const world: World = {
    ...fake.world,
    calls: {
      ...calls,
      status: async (session) => (kindOfStuck(session).isOver ? 'over' : 'in-progress'),
    },
    payments: {
      ...payments,
      send: diesSending ? () => Promise.reject(new Error('Killed.')) : payments.send,
    },
  }
  const settles = () => settleDueSessions(world, fake)
  return { ...fake, looked, settles }
}

type Settler = ReturnType<typeof settler>

async function expectSettled(stores: MemoryStores, by: readonly Settler[]): Promise<void> {
  const now = later(NOON, nowMs)
  for (const dueFor of ['verdict', 'care', 'look-up'] as const) {
    expect(await stores.sessions.due({ now, limit: STUCK, dueFor })).toEqual([])
  }
  const became = new Map(stores.sessions.all().map(({ id, state }) => [id, state.status]))
  for (const n of numbers) expect([n, became.get(aSessionId(n))]).toEqual([n, kindOf(n).becomes])

  // Each command once, with the key that it was recorded with; a charge is never among them.
  const sent = by.flatMap((one) => one.sent)
  expect(sent.map(({ key }) => key).sort()).toEqual([...owedKeys].sort())
  expect(new Set(by.flatMap(({ looked }) => looked)).size).toBe(OF_EACH)
  expect(by.flatMap(({ looked }) => looked)).toHaveLength(OF_EACH)
  const counted = by
    .flatMap(({ entries }) => entries)
    .filter(({ metric }) => metric === 'SessionUnresolved')
  expect(new Set(counted.map(({ sessionId }) => sessionId)).size).toBe(OF_EACH)
  expect(counted).toHaveLength(OF_EACH)
}

describe('a thousand sessions that nobody looks after', () => {
  test('are settled in two runs, each of which takes no more than it can', async () => {
    const stores = await stuckSessions()
    const clock = settler(stores)

    const runs = [await clock.settles(), await clock.settles()]

    expect(runs.map(({ seen }) => seen)).toEqual([500 + 2 * OF_EACH, STUCK - 500 - 2 * OF_EACH])
    expect(runs.every(({ failed }) => failed === 0)).toBe(true)
    await expectSettled(stores, [clock])
  })

  test.each([0, 15_000, -15_000])(
    'are settled once by runs that meet, one of them %i ms ahead',
    async (skewMs) => {
      const stores = await stuckSessions()
      const both = [settler(stores), settler(stores, { skewMs })]

      await Promise.all(both.map(({ settles }) => settles()))
      await Promise.all(both.map(({ settles }) => settles()))

      await expectSettled(stores, both)
    },
  )

  test('are finished by a later run, with the same keys, when one dies while it sends', async () => {
    const stores = await stuckSessions()
    const dying = settler(stores, { diesSending: true })
    const runs = [await dying.settles(), await dying.settles()]
    const next = settler(stores, { skewMs: 20_000 })
    await next.settles()

    expect(runs[0]?.failed).toBeGreaterThan(0)
    await expectSettled(stores, [dying, next])
  })
})

test('a thousand endings that nobody can be told of keep no charge waiting for its truth', async () => {
  const stores = memoryStores()
  await untoldSessions(stores)
  const charge = sessionIn('completing', {
    id: aSessionId(3 * STUCK),
    callSid: aCallSid(3 * STUCK),
  })
  await stores.sessions.insert(charge)
  const fake = aWorld({ stores, startAt: later(NOON, nowMs), remainingMs: 50_000 })
  fake.told.goAway()

  await settleDueSessions(fake.world, fake)

  const settled = await stores.sessions.load(charge.id)
  expect(settled?.session.state.status).toBe('unresolved')
  fake.told.comeBack()
  const { told } = fake
  for (let minutes = 1; minutes <= 12; minutes++) {
    const fresh = aWorld({ stores, startAt: later(NOON, nowMs + minutes * 60_000) })
    const world = { ...fresh.world, outcomes: told }
    await settleDueSessions(world, { remainingMs: () => 50_000 })
  }
  expect(new Set(told.messages.map(({ id }) => id)).size).toBe(STUCK + 1)
})

test('a thousand endings that could not be told are told a hundred in a run', async () => {
  const stores = memoryStores()
  await untoldSessions(stores)
  const fake = aWorld({ stores, startAt: later(NOON, nowMs), remainingMs: 50_000 })
  const told: number[] = []

  for (let runs = 1; runs <= 11; runs++) {
    await settleDueSessions(fake.world, fake)
    told.push(fake.told.messages.length)
  }

  expect(told).toEqual([100, 200, 300, 400, 500, 600, 700, 800, 900, STUCK, STUCK])
})

test('a queue that hangs leaves time to look up what became of a charge', async () => {
  const stores = memoryStores()
  await untoldSessions(stores)
  await stores.sessions.insert(sessionIn('unresolved', { id: aSessionId(3 * STUCK) }))
  let leftMs = 55_000
  let looked = 0
  const lookUp = {
    ask: async () => {
      looked += 1
      return { outcome: 'not-known' } as const
    },
  }
  const fake = aWorld({ stores, startAt: later(NOON, nowMs), lookUp })
  const put = async () => {
    leftMs -= 600
    return 'unavailable' as const
  }

  const world = { ...fake.world, outcomes: { put } }
  await settleDueSessions(world, { remainingMs: () => leftMs })

  expect(looked).toBe(1)
})
