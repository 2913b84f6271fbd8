import { describe, expect, test } from 'vitest'
import type { Session } from '../../../../lambda/domain/session/session.ts'
import { later } from '../../../../lambda/domain/values/time.ts'
import { storageUnavailable } from '../../../../lambda/ports/errors.ts'
import type { JournalEntry } from '../../../../lambda/ports/journal.ts'
import type { LookUpAnswer } from '../../../../lambda/ports/processor/look-up.ts'
import type { SessionStore } from '../../../../lambda/ports/session-store.ts'
import { settleDueSessions } from '../../../../lambda/use-cases/settle-due-sessions.ts'
import { aSessionId, NOON } from '../../../support/a-session.ts'
import { aWorld } from '../../../support/a-world.ts'
import { memoryStores } from '../../../support/memory/stores.ts'
import { sessionIn } from '../../../support/sessions-in.ts'

const notKnown = { outcome: 'not-known' } as const

type Trouble = SessionStore['save'] | null

/** Runs each minute for two hours; the trouble is there only while an answer is taken in. */
async function lookedUp(
  answers: LookUpAnswer | readonly LookUpAnswer[],
  {
    trouble = null,
    hasLookUp = true,
    session = sessionIn('completing'),
  }: { trouble?: Trouble; hasLookUp?: boolean; session?: Session } = {},
) {
  const inner = memoryStores()
  let isTroubled = false
  const save: SessionStore['save'] = (stored) =>
    isTroubled && trouble !== null ? trouble(stored) : inner.sessions.save(stored)
  const stores = { ...inner, sessions: { ...inner.sessions, save } }
  await stores.sessions.insert(session)
  const askedAt: number[] = []
  const alarms: Array<readonly [minute: number, message: JournalEntry['message']]> = []
  for (let minute = 2; minute < 120; minute++) {
    const ask = async () => {
      askedAt.push(minute)
      isTroubled = true
      return [answers].flat()[askedAt.length - 1] ?? [answers].flat()[0] ?? notKnown
    }
    const startAt = later(NOON, minute * 60_000)
    const fake = aWorld({ stores, startAt, lookUp: hasLookUp ? { ask } : null })
    await settleDueSessions(fake.world, { remainingMs: () => 55_000 })
    isTroubled = false
    for (const { message, metric, ...about } of fake.entries) {
      if (metric !== 'SessionUnresolved') continue
      expect(about).toMatchObject({ level: 'error', sessionId: aSessionId(), status: 'unresolved' })
      alarms.push([minute, message])
    }
  }
  const stored = await inner.sessions.load(aSessionId())
  return { askedAt, alarms, status: stored?.session.state.status }
}

const unresolvedAtMinute2 = [2, expect.any(String)]
const nobodyAsksAnyMore = [67, 'charge not found out']

describe('S16: the last look-up', () => {
  test.each([
    { outcome: 'not-known' },
    { outcome: 'no-answer', errorName: 'AccessDeniedException' },
  ] as const)('that ends as $outcome raises the alarm a second time', async (answer) => {
    const { askedAt, alarms } = await lookedUp(answer)

    expect(askedAt).toEqual([3, 7, 17, 37, 62])
    expect(alarms).toEqual([unresolvedAtMinute2, nobodyAsksAnyMore])
  })

  test.each([
    {
      what: 'the database is away',
      trouble: () => Promise.reject(storageUnavailable('session', new Error('throttled'))),
    },
    { what: 'others are faster each time', trouble: async () => 'conflict' as const },
  ])('whose answer cannot be kept, since $what, raises it too', async ({ trouble }) => {
    const found = { outcome: 'charged', confirmationCode: 'ch_found' } as const
    const { askedAt, alarms, status } = await lookedUp(found, { trouble })

    expect(askedAt).toEqual([3, 7, 17, 37, 62])
    expect(status).toBe('unresolved')
    expect(alarms).toEqual([unresolvedAtMinute2, nobodyAsksAnyMore])
  })

  test('that denies a charge of which Twilio has told raises it', async () => {
    const session = sessionIn('completing', { attempt: 2, chargedEarlier: true })
    const { alarms, status } = await lookedUp({ outcome: 'not-charged' }, { session })

    expect(status).toBe('unresolved')
    expect(alarms).toEqual([unresolvedAtMinute2, nobodyAsksAnyMore])
  })

  test('that finds the charge raises none', async () => {
    const found = { outcome: 'charged', confirmationCode: 'ch_found' } as const
    const answers = [notKnown, notKnown, notKnown, notKnown, found]
    const { askedAt, alarms, status } = await lookedUp(answers)

    expect(askedAt).toEqual([3, 7, 17, 37, 62])
    expect(status).toBe('succeeded')
    expect(alarms).toEqual([unresolvedAtMinute2])
  })

  test('is not needed when an earlier one proves that there was none', async () => {
    const { askedAt, alarms, status } = await lookedUp({ outcome: 'not-charged' })

    expect(askedAt).toEqual([3, 7, 17, 37])
    expect(status).toBe('failed')
    expect(alarms).toEqual([unresolvedAtMinute2])
  })

  test('is not missed where nobody can be asked', async () => {
    const { alarms } = await lookedUp(notKnown, { hasLookUp: false })

    expect(alarms).toEqual([unresolvedAtMinute2])
  })
})
