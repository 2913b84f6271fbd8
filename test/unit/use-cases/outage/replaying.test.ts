import { describe, expect, test } from 'vitest'
import { writeCallback } from '../../../../lambda/adapters/sqs/callback-record.ts'
import type { Told } from '../../../../lambda/domain/session/event.ts'
import type { Session } from '../../../../lambda/domain/session/session.ts'
import {
  type QueuedMessage,
  replayCallbacks,
} from '../../../../lambda/use-cases/outage/replay-callbacks.ts'
import { aSessionId, at, NOON } from '../../../support/a-session.ts'
import { aWorld, type FakeWorldOptions, storedIn } from '../../../support/a-world.ts'
import { type EveryEvent, everyEvent } from '../../../support/every-event.ts'
import { breakableStores } from '../../../support/outage/broken-storage.ts'
import { sessionIn } from '../../../support/sessions-in.ts'

type CallbackType = Told['type']

/** A callback that was received at noon, and waits since then. */
function waiting(session: Session, type: CallbackType, more: { n?: number; by?: string } = {}) {
  const { at: _, ...told } = everyEvent(session)[type] satisfies EveryEvent[CallbackType]
  const { n = 1, by = 'default' } = more
  const { id: sessionId } = session
  const callback = { sessionId, told, signers: [by], receivedAt: NOON }
  return { id: `${n}`, group: sessionId, body: writeCallback(callback) }
}

async function aWorldOf(sessions: readonly Session[], options: FakeWorldOptions = {}) {
  const stores = breakableStores()
  for (const session of sessions) await stores.sessions.insert(session)
  const fake = {
    ...aWorld({ startAt: at(600_000), remainingMs: 20_000, ...options, stores }),
    stores,
  }
  const replay = (...messages: readonly QueuedMessage[]) =>
    replayCallbacks(fake.world, { messages, remainingMs: fake.remainingMs })
  return { ...fake, replay }
}

const completing = sessionIn('completing')
const other = sessionIn('completing', { id: aSessionId(2) })
const unreadable = (group: string, n = 9) => ({ id: `${n}`, group, body: '{"version":2}' })

describe('a verdict from the queue', () => {
  test.each(['completing', 'unresolved'] as const)(
    'counts when it is %s by then',
    async (status) => {
      const session = sessionIn(status)
      const fake = await aWorldOf([session])

      const type = 'payment-succeeded'
      const told = waiting({ ...session, state: completing.state }, type)
      expect(await fake.replay(told)).toEqual([])
      expect((await storedIn(fake)).state).toMatchObject({ status: 'succeeded' })
      expect(fake.entries.map(({ metric }) => metric)).toContain('CallbackReplayed')
    },
  )

  test('of another merchant’s account changes nothing, and is not kept', async () => {
    const fake = await aWorldOf([completing])

    expect(await fake.replay(waiting(completing, 'payment-succeeded', { by: 'berlin' }))).toEqual(
      [],
    )
    expect(await storedIn(fake)).toEqual(completing)
    expect(fake.entries.map(({ metric }) => metric)).toEqual(['SignatureRejected'])
  })

  test('gives a caller who wants to try another card all the time there is', async () => {
    const fake = await aWorldOf([completing])
    await fake.replay(waiting(completing, 'payment-refused'))

    expect(await storedIn(fake)).toMatchObject({
      state: { status: 'offered', offer: 'another-card' },
      tendedAt: at(600_000),
    })
    expect(fake.said).toEqual([])
  })

  test('S32: of no known age is taken in, and the caller hears of it at the next turn', async () => {
    const fake = await aWorldOf([completing], { startAt: at(-60_000) })
    await fake.replay(waiting(completing, 'payment-succeeded'))

    expect((await storedIn(fake)).state).toMatchObject({ status: 'succeeded' })
    expect(fake.said).toEqual([])
  })

  test('that was taken in before changes nothing, and is said to no one', async () => {
    const fake = await aWorldOf([completing])
    const told = waiting(completing, 'payment-succeeded')
    await fake.replay(told)
    const { entries } = fake
    const before = entries.length
    const stood = (await fake.stores.sessions.load(aSessionId()))?.version

    expect(await fake.replay(told, { ...told, id: '2' })).toEqual([])
    expect(entries.slice(before).map(({ metric }) => metric)).not.toContain('SessionSucceeded')
    expect((await fake.stores.sessions.load(aSessionId()))?.version).toBe(stood)
  })
})

describe('what a caller keyed', () => {
  const last = sessionIn('capturing', {
    captured: ['payment-card-number', 'expiration-date', 'postal-code'],
  })

  test('minutes ago charges no caller who is alone', async () => {
    const fake = await aWorldOf([last])

    expect(await fake.replay(waiting(last, 'field-captured'))).toEqual([])
    expect(fake.sent).toEqual([])
    expect(await storedIn(fake)).toEqual(last)
  })

  test('a moment ago leads on, and is spoken of', async () => {
    const fake = await aWorldOf([last], { startAt: at(20_000) })
    await fake.replay(waiting(last, 'field-captured'))

    expect(fake.sent.map(({ type }) => type)).toEqual(['complete'])
    expect(fake.said).toHaveLength(1)
  })

  test('S32: by a clock that is minutes ahead charges nobody: it may have been long ago', async () => {
    const fake = await aWorldOf([last], { startAt: at(-60_000) })
    await fake.replay(waiting(last, 'field-captured'))

    expect(fake.sent).toEqual([])
    expect(await storedIn(fake)).toEqual(last)
  })

  test('minutes ago is there for an agent, who decides what to do', async () => {
    const fake = await aWorldOf([{ ...last, mode: 'assisted' }])
    await fake.replay(waiting(last, 'field-captured'))

    expect(await storedIn(fake)).toMatchObject({
      state: { status: 'collecting' },
      captured: expect.arrayContaining(['security-code']),
    })
    expect(fake.sent).toEqual([])
  })
})

describe('of a batch', () => {
  test('what fails stays with all of its session that comes after it, and nothing else', async () => {
    const fake = await aWorldOf([completing, other])
    const third = sessionIn('completing', { id: aSessionId(3) })
    fake.stores.breaks('writes', 1)

    const left = await fake.replay(
      waiting(other, 'payment-succeeded', { n: 1 }),
      waiting(completing, 'payment-succeeded', { n: 2 }),
      waiting(completing, 'payment-ended', { n: 3 }),
      waiting(third, 'payment-succeeded', { n: 4 }),
      waiting(completing, 'payment-succeeded', { n: 5 }),
    )

    expect(left).toEqual(['2', '3', '5'])
    expect(await storedIn(fake, other.id)).toMatchObject({ state: { status: 'succeeded' } })
    expect(await storedIn(fake)).toEqual(completing)
    expect(fake.entries.map(({ metric }) => metric)).toContain('DependencyFailed')
  })

  test('all stays for which there is no time', async () => {
    const fake = await aWorldOf([completing], { remainingMs: 13_999 })

    expect(await fake.replay(waiting(completing, 'payment-succeeded'))).toEqual(['1'])
    expect(await storedIn(fake)).toEqual(completing)
  })

  test('what cannot be read stays alone, and the verdict behind it counts', async () => {
    const fake = await aWorldOf([completing, other])

    const left = await fake.replay(
      unreadable(completing.id),
      waiting(completing, 'payment-succeeded', { n: 2 }),
      waiting(other, 'payment-succeeded', { n: 3 }),
    )

    expect(left).toEqual(['9'])
    for (const id of [completing.id, other.id]) {
      expect(await storedIn(fake, id)).toMatchObject({ state: { status: 'succeeded' } })
    }
    expect(fake.entries.map(({ metric }) => metric)).toContain('UnexpectedError')
  })

  test('what is about a session that is gone is done with', async () => {
    const fake = await aWorldOf([])

    expect(await fake.replay(waiting(completing, 'payment-succeeded'))).toEqual([])
  })
})
