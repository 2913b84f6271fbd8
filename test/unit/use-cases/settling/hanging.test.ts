import { describe, expect, test } from 'vitest'
import { later } from '../../../../lambda/domain/values/time.ts'
import type { World } from '../../../../lambda/use-cases/engine/world.ts'
import { settleDueSessions } from '../../../../lambda/use-cases/settle-due-sessions.ts'
import { timeoutSeconds } from '../../../../lib/facts/function-limits.ts'
import { aCallSid, aSessionId, NOON } from '../../../support/a-session.ts'
import { aWorld } from '../../../support/a-world.ts'
import { type MemoryStores, memoryStores } from '../../../support/memory/stores.ts'
import { sessionIn } from '../../../support/sessions-in.ts'
import { type Latencies, SlowWorld } from '../../../support/settling/slow-world.ts'

const LIMIT_MS = timeoutSeconds('settle-due-sessions') * 1_000

const names = (n: number) => ({ id: aSessionId(n), callSid: aCallSid(n) })

interface Trouble extends Latencies {
  readonly stores: MemoryStores
  readonly lookUp?: World['lookUp']
  /** When the first run begins. @default - a second after the deadline of charges */
  readonly fromMs?: number
}

/** The schedule's runs, a minute apart. */
async function runs(count: number, of: Trouble) {
  const { stores, lookUp = null, fromMs = 91_000 } = of
  const fake = aWorld({ stores, lookUp, callStatus: 'unknown' })
  const slow = new SlowWorld(later(NOON, fromMs), of)
  const world = slow.over(fake.world)
  for (let run = 0; run < count; run++) {
    let beganMs = 0
    await slow.run(Math.max(0, run * 60_000 - slow.elapsedMs), () => {
      beganMs = slow.elapsedMs
      return settleDueSessions(world, { remainingMs: () => LIMIT_MS - slow.elapsedMs + beganMs })
    })
  }
  return fake
}

describe('while Twilio hangs', () => {
  const hanging = { requestMs: 5_000, tableMs: 10 }

  test.each(['guided', 'assisted'] as const)(
    'five hundred %s charges are not known within a minute of their deadline',
    async (mode) => {
      const stores = memoryStores()
      for (let n = 0; n < 500; n++) {
        await stores.sessions.insert(sessionIn('completing', { mode, ...names(n) }))
      }

      await runs(1, { ...hanging, stores })

      const statuses = new Set(stores.sessions.all().map(({ state }) => state.status))
      expect([...statuses]).toEqual(['unresolved'])
    },
  )

  /** More than any run has time for, while each look at a call takes five seconds. */
  async function idleSessions() {
    const stores = memoryStores()
    for (let n = 0; n < 300; n++) {
      await stores.sessions.insert(sessionIn('collecting', { mode: 'assisted', ...names(n) }))
    }
    return stores
  }

  test('the processor is asked about a charge, however many sessions are idle', async () => {
    const stores = await idleSessions()
    await stores.sessions.insert(sessionIn('unresolved', names(900)))
    let asks = 0
    const lookUp = {
      ask: async () => {
        asks += 1
        return { outcome: 'not-known' } as const
      },
    }

    await runs(1, { ...hanging, stores, lookUp, fromMs: 151_000 })

    expect(asks).toBe(1)
  })

  test('an ending that nobody has told is told, however many sessions are idle', async () => {
    const stores = await idleSessions()
    const outcome = { number: 1, status: 'unresolved', at: NOON } as const
    const untold = { outcomes: [outcome], tries: 1, triedAt: NOON } as const
    await stores.sessions.insert(sessionIn('unresolved', { ...names(901), outcomes: 1, untold }))

    const { told, entries } = await runs(1, { ...hanging, stores })

    expect(told.messages).toMatchObject([{ status: 'unresolved' }])
    const alarms = entries.filter(({ metric }) => metric === 'SessionUnresolved')
    expect(alarms).toHaveLength(1)
  })

  test('a command that is owed is sent again, however many charges the processor hangs over', async () => {
    const stores = memoryStores()
    for (let n = 0; n < 300; n++) await stores.sessions.insert(sessionIn('unresolved', names(n)))
    await stores.sessions.insert(sessionIn('capturing', { mode: 'assisted', ...names(900) }))
    const lookUp = { ask: async () => ({ outcome: 'no-answer', errorName: 'Timeout' }) as const }

    const slowly = { requestMs: 10_000, tableMs: 10, fromMs: 151_000 }
    const { sent } = await runs(1, { ...slowly, stores, lookUp })

    expect(sent.map(({ key }) => key)).toEqual([`${aSessionId(900)}-1-4`])
  })
})

describe('while the database takes most of a second for ten', () => {
  const slowTable = { requestMs: 10, tableMs: 750 }

  test.each([
    { status: 'completing', becomes: 'unresolved' },
    { status: 'starting', becomes: 'collecting' },
  ] as const)('a hundred that are $status come to be $becomes in a run', async (one) => {
    const stores = memoryStores()
    for (let n = 0; n < 600; n++) {
      await stores.sessions.insert(sessionIn(one.status, { mode: 'assisted', ...names(n) }))
    }

    await runs(1, { ...slowTable, stores })

    const settled = stores.sessions.all().filter(({ state }) => state.status === one.becomes)
    expect(settled.length).toBeGreaterThanOrEqual(100)
  })
})
