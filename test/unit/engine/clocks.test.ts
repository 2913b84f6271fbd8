import { describe, expect, test } from 'vitest'
import { expiresAtEpochSeconds } from '../../../lambda/adapters/dynamodb/client.ts'
import type { EpochMs } from '../../../lambda/domain/values/time.ts'
import { advance } from '../../../lambda/use-cases/engine/advance.ts'
import { settleDueSessions } from '../../../lambda/use-cases/settle-due-sessions.ts'
import { timeoutSeconds } from '../../../lib/facts/function-limits.ts'
import { aPaymentSid, at, NOON } from '../../support/a-session.ts'
import { aWorld } from '../../support/a-world.ts'
import { Drill } from '../../support/drill/drill.ts'
import { short } from '../../support/drill/payments/deals.ts'
import { guidesThrough, startDies, starts } from '../../support/drill/people/client.ts'
import { callbackPath, doors, signed } from '../../support/http/doors.ts'
import { memoryStores } from '../../support/memory/stores.ts'
import { sessionIn } from '../../support/sessions-in.ts'

const minutes = (count: number) => count * 60_000

describe('a process whose clock is wrong', () => {
  test.each([-10, 10])(
    'S32: by %i minutes sends no charge, and hears its verdict',
    async (skew) => {
      const stores = memoryStores()
      const charged = sessionIn('completing')
      await stores.sessions.insert(charged)
      const skewed = aWorld({ stores, startAt: at(minutes(11) + minutes(skew)) })
      const right = aWorld({ stores, startAt: at(minutes(1)) })

      await settleDueSessions(skewed.world, { remainingMs: () => 60_000 })
      await settleDueSessions(right.world, { remainingMs: () => 60_000 })
      const paid = await advance(right.world, {
        sessionId: charged.id,
        event: (now) => ({
          type: 'payment-succeeded',
          at: now,
          attempt: 1,
          step: 6,
          paymentSid: aPaymentSid(),
          confirmationCode: 'CODE2345',
          sealedToken: null,
        }),
        announce: false,
        remainingMs: () => 60_000,
      })

      expect([...skewed.sent, ...right.sent]).toEqual([])
      expect(paid).toMatchObject({ session: { state: { status: 'succeeded' } } })
    },
  )
})

describe('S32: clocks that do not agree', () => {
  const captured = { Capture: 'security-code', SecurityCode: 'xxx', Sid: aPaymentSid() }
  const capturing = sessionIn('capturing', { mode: 'assisted' })

  test.each([-5, 5])('by %i minutes reject no callback that is valid', async (skew) => {
    const { open, fake } = doors({ startAt: at(minutes(10)) })
    await fake.stores.sessions.insert(capturing)
    const path = callbackPath(capturing, { nowMs: at(minutes(10 + skew)) })

    expect((await open('receive-callback', signed(path, captured))).statusCode).toBe(204)
    expect(fake.stores.sessions.all()).toMatchObject([{ state: { status: 'collecting' } }])
  })

  test.each(['starting', 'capturing', 'completing'] as const)(
    'by two seconds free nothing (%s) that a webhook’s function may still work on',
    async (status) => {
      const stores = memoryStores()
      await stores.sessions.insert(sessionIn(status))
      const endsAfterMs = timeoutSeconds('receive-callback') * 1_000
      const fast = aWorld({ stores, startAt: at(endsAfterMs + 2_000) })

      await settleDueSessions(fast.world, { remainingMs: () => 60_000 })

      expect(fast.sent).toEqual([])
      expect(stores.sessions.all()).toEqual([sessionIn(status)])
    },
  )

  test('by a jump back in time change nothing about who was first', async () => {
    const stores = memoryStores()
    await stores.sessions.insert(capturing)
    const events = (type: 'capture-requested' | 'cancel-requested') => (now: EpochMs) =>
      type === 'cancel-requested'
        ? { type, at: now }
        : ({ type, at: now, field: 'security-code' } as const)
    const versions: number[] = []
    for (const [startAt, type] of [
      [at(minutes(10)), 'capture-requested'],
      [at(0), 'cancel-requested'],
      [at(minutes(5)), 'capture-requested'],
    ] as const) {
      const { world } = aWorld({ stores, startAt })
      await advance(world, {
        sessionId: capturing.id,
        event: events(type),
        announce: false,
        remainingMs: () => 60_000,
      })
      versions.push((await stores.sessions.load(capturing.id))?.version ?? 0)
    }

    // What came second in order cancels, though its clock says that it came first.
    expect(stores.sessions.all()).toMatchObject([{ state: { status: 'cancelled' } }])
    expect(versions).toEqual([...versions].sort((one, other) => one - other))
    const [, cancelled, refused] = versions
    expect(refused).toBe(cancelled)
  })

  test('by a jump back in time make a charge wait, and send it no second time', async () => {
    const stores = memoryStores()
    await stores.sessions.insert(sessionIn('completing'))
    const sent: unknown[] = []
    for (const offsetMs of [30_000, 0, 60_000, 20_000, 89_999]) {
      const fake = aWorld({ stores, startAt: at(offsetMs) })
      await settleDueSessions(fake.world, { remainingMs: () => 60_000 })
      sent.push(...fake.sent)
    }

    expect(sent).toEqual([])
    expect(stores.sessions.all()).toMatchObject([{ state: { status: 'completing' } }])
  })
})

describe('two processes whose clocks are wrong, each its own way', () => {
  test('S32: by ten minutes do not believe a look-up that no charge can be on its way', async () => {
    const stores = memoryStores()
    const charged = sessionIn('completing')
    await stores.sessions.insert(charged)
    const slow = aWorld({ stores, startAt: at(minutes(12 - 10)) })
    const lookUp = { ask: async () => ({ outcome: 'not-charged' }) as const }
    const fast = aWorld({ stores, startAt: at(minutes(13 + 10)), lookUp })

    await settleDueSessions(slow.world, { remainingMs: () => 60_000 })
    await settleDueSessions(fast.world, { remainingMs: () => 60_000 })

    const stored = await stores.sessions.load(charged.id)
    expect(stored?.session.state).toMatchObject({ status: 'unresolved', lookUps: 3 })
  })
})

describe('a client whose key has expired', () => {
  test('S33: or not, after 25 hours, gets the first answer and no second charge', async () => {
    const stores = memoryStores()
    const drill = new Drill({ deaths: [], nature: {}, stores, run: 1 })
    const start = { ...short, mode: 'assisted', announce: false, key: 'start' } as const
    const first = await starts(drill, start)
    if (first === null) throw new Error('The payment did not start.')
    await guidesThrough(drill, first)
    drill.twilio.hangUp()
    drill.passes(minutes(25 * 60))

    const again = await starts(drill, start)
    if (again !== null) await guidesThrough(drill, again)

    expect(again).toBe(first)
    expect(drill.processor.ledger).toHaveLength(1)
  })

  test('S33: before what is kept of the call, starts nothing that is charged a second time', async () => {
    const stores = memoryStores()
    const drill = new Drill({ deaths: [], nature: {}, stores, run: 1 })
    const start = { ...short, mode: 'assisted', announce: false, key: 'start' } as const
    // The key is claimed by a start that dies of this, and the call by its retry, minutes later.
    expect(await startDies(drill, { ...start, dooms: 'sessions.load' })).toBe('died')
    drill.passes(minutes(5))
    const first = await starts(drill, start)
    if (first === null) throw new Error('The payment did not start.')
    await guidesThrough(drill, first)
    drill.passes(expiresAtEpochSeconds(NOON) * 1_000 - drill.now() + 1)

    const again = await starts(drill, start)

    expect(drill.twilio.callOver).toBe(false)
    expect(again).toBeNull()
    expect(drill.processor.ledger).toHaveLength(1)
    expect(drill.twilio.open()).toEqual([])
  })

  test('S33: with all that is kept of the call, starts nothing, since that call is over', async () => {
    const stores = memoryStores()
    const drill = new Drill({ deaths: [], nature: {}, stores, run: 1 })
    const start = { ...short, mode: 'assisted', announce: false, key: 'start' } as const
    const first = await starts(drill, start)
    if (first === null) throw new Error('The payment did not start.')
    await guidesThrough(drill, first)
    drill.twilio.hangUp()
    drill.passes(expiresAtEpochSeconds(NOON) * 1_000 - NOON + 1)

    const again = await starts(drill, start)
    if (again === null) throw new Error('Nobody knows of the key, and so it starts a session.')

    expect(again).not.toBe(first)
    expect((await drill.stored(again))?.state).toMatchObject({ reason: 'call-not-in-progress' })
    expect(drill.processor.ledger).toHaveLength(1)
    expect((await drill.stored(first))?.state.status).toBe('succeeded')
  })
})
