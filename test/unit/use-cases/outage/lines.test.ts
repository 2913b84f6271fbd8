import { describe, expect, test } from 'vitest'
import { writeCallback } from '../../../../lambda/adapters/sqs/callback-record.ts'
import type { Told } from '../../../../lambda/domain/session/event.ts'
import type { Session } from '../../../../lambda/domain/session/session.ts'
import { AppError } from '../../../../lambda/ports/errors.ts'
import { queueCallback } from '../../../../lambda/use-cases/outage/queue-callback.ts'
import { replayCallbacks } from '../../../../lambda/use-cases/outage/replay-callbacks.ts'
import { aSessionId, at, NOON } from '../../../support/a-session.ts'
import { aWorld, storedIn } from '../../../support/a-world.ts'
import { everyEvent } from '../../../support/every-event.ts'
import { memoryStores } from '../../../support/memory/stores.ts'
import { sessionIn } from '../../../support/sessions-in.ts'

const completing = sessionIn('completing')
const capturing = sessionIn('capturing')
const because = new AppError('storage-unavailable', { message: 'away' })

function waiting(session: Session, type: Told['type'], more: { id?: string; by?: string } = {}) {
  const { at: _, ...told } = everyEvent(session)[type]
  const { id = '1', by = 'default' } = more
  const { id: sessionId } = session
  const body = writeCallback({ sessionId, told, signers: [by], receivedAt: NOON })
  return { id, group: sessionId, body }
}

const unreadable = { id: '9', group: completing.id, body: '{"version":2}' }

/** Ten minutes later; the store fails in the way that is asked for. */
async function aWorldOf(
  session: Session | null,
  sessions: Partial<ReturnType<typeof memoryStores>['sessions']> = {},
) {
  const stores = memoryStores()
  if (session !== null) await stores.sessions.insert(session)
  const failing = { ...stores, sessions: { ...stores.sessions, ...sessions } }
  return aWorld({ startAt: at(600_000), stores: failing })
}

const about = (event: string, step = 6) => ({ sessionId: aSessionId(), attempt: 1, step, event })

describe('a line of the journal tells of a callback', () => {
  const queued = {
    sessionId: aSessionId(),
    event: everyEvent(completing)['payment-refused'],
    signers: ['default'],
    because,
  }

  test('that it is queued, and why', async () => {
    const fake = aWorld()
    await queueCallback(fake.world, queued)

    const line = { ...about('payment-refused'), refusal: 'storage-unavailable' }
    expect(fake.entries).toEqual([
      { level: 'warn', message: 'callback queued', ...line, metric: 'CallbackQueued' },
    ])
  })

  test('that it could not be queued', async () => {
    const fake = aWorld()
    fake.queue.goAway()
    await expect(queueCallback(fake.world, queued)).rejects.toBe(because)

    const line = { ...about('payment-refused'), refusal: 'storage-unavailable' }
    expect(fake.entries).toEqual([{ level: 'error', message: 'callback not queued', ...line }])
  })

  test.each([
    {
      what: 'was taken in',
      session: completing,
      message: waiting(completing, 'payment-succeeded'),
      line: { level: 'info', message: 'callback replayed', metric: 'CallbackReplayed' },
      event: about('payment-succeeded'),
    },
    {
      what: 'told nothing new',
      session: completing,
      message: waiting(completing, 'payment-ended'),
      line: {
        level: 'info',
        message: 'callback replayed, nothing new',
        metric: 'CallbackReplayed',
      },
      event: about('payment-ended'),
    },
    {
      what: 'is about nothing that is there',
      session: null,
      message: waiting(completing, 'payment-succeeded'),
      line: {
        level: 'info',
        message: 'callback replayed, nothing new',
        metric: 'CallbackReplayed',
      },
      event: about('payment-succeeded'),
    },
    {
      what: 'came too late',
      session: capturing,
      message: waiting(capturing, 'field-captured'),
      line: {
        level: 'info',
        message: 'callback replayed, too late to act on',
        metric: 'CallbackReplayed',
      },
      event: about('field-captured', 4),
    },
    {
      what: 'is another merchant’s',
      session: completing,
      message: waiting(completing, 'payment-succeeded', { by: 'berlin' }),
      line: { level: 'warn', message: 'signature refused', metric: 'SignatureRejected' },
      event: about('payment-succeeded'),
    },
  ])('from the queue that it $what', async ({ session, message, line, event }) => {
    const fake = await aWorldOf(session)
    const { remainingMs } = fake

    expect(await replayCallbacks(fake.world, { messages: [message], remainingMs })).toEqual([])
    expect(fake.entries.at(-1)).toEqual({ ...line, ...event })
  })

  test('from the queue that nobody expected its charge', async () => {
    const failed = sessionIn('failed')
    const fake = await aWorldOf(failed)
    const { remainingMs } = fake
    const messages = [waiting(failed, 'payment-succeeded')]
    await replayCallbacks(fake.world, { messages, remainingMs })

    expect(fake.entries.flatMap(({ metric }) => metric ?? [])).toEqual([
      'ChargeContradicted',
      'CallbackReplayed',
    ])
  })

  test('from the queue that what somebody has seen is denied', async () => {
    const resolution = { by: 'look-up', outcome: 'charged', at: NOON } as const
    const found = sessionIn('succeeded', { resolution })
    const fake = await aWorldOf(found)
    const { remainingMs } = fake
    const messages = [waiting(found, 'payment-refused')]
    await replayCallbacks(fake.world, { messages, remainingMs })

    expect(fake.entries.map(({ message }) => message)).toEqual([
      'charge denied',
      'callback replayed, nothing new',
    ])
  })

  test('from the queue that it cannot be read', async () => {
    const fake = await aWorldOf(completing)
    const { remainingMs } = fake
    await replayCallbacks(fake.world, { messages: [unreadable], remainingMs })

    expect(fake.entries).toEqual([
      { level: 'error', message: 'queued callback unreadable', metric: 'UnexpectedError' },
    ])
  })

  test.each([
    {
      why: 'the database is away',
      error: because,
      told: { errorName: 'AppError', refusal: 'storage-unavailable', metric: 'DependencyFailed' },
      left: ['1', '2'],
    },
    {
      why: 'its session cannot be read',
      error: new AppError('record-unreadable', { message: 'newer' }),
      told: { errorName: 'AppError', refusal: 'record-unreadable', metric: 'UnexpectedError' },
      left: ['1'],
    },
    {
      why: 'of a bug',
      error: new TypeError('a bug'),
      told: { errorName: 'TypeError', metric: 'UnexpectedError' },
      left: ['1'],
    },
    {
      why: 'of something that is no error',
      error: 'thrown',
      told: { errorName: 'unknown', metric: 'UnexpectedError' },
      left: ['1'],
    },
  ])('from the queue that it could not be taken in, since $why', async ({ error, told, left }) => {
    let loads = 0
    const stores = memoryStores()
    await stores.sessions.insert(completing)
    const load: typeof stores.sessions.load = async (id) => {
      loads += 1
      return loads === 1 ? Promise.reject(error) : stores.sessions.load(id)
    }
    const fake = await aWorldOf(null, { load })
    const messages = [
      waiting(completing, 'payment-succeeded'),
      waiting(completing, 'payment-ended', { id: '2' }),
    ]

    const { remainingMs } = fake
    expect(await replayCallbacks(fake.world, { messages, remainingMs })).toEqual(left)
    expect(fake.entries[0]).toStrictEqual({
      level: 'error',
      message: 'callback could not be replayed',
      ...about('payment-succeeded'),
      ...told,
    })
  })
})

describe('of a batch there stays', () => {
  const messages = [
    unreadable,
    waiting(completing, 'payment-ended', { id: '1' }),
    waiting(completing, 'payment-succeeded', { id: '2' }),
  ]

  test('what cannot be read, and what there is no time for after it', async () => {
    const fake = await aWorldOf(completing)
    const times = [14_000, 14_000, 13_999]
    const remainingMs = () => times.shift() ?? 0

    expect(await replayCallbacks(fake.world, { messages, remainingMs })).toEqual(['9', '2'])
    expect(await storedIn(fake)).toEqual(completing)
  })

  test('what cannot be read, and what others write at the same time, without a word', async () => {
    const fake = await aWorldOf(completing, { save: async () => 'conflict' })
    const { remainingMs } = fake

    expect(await replayCallbacks(fake.world, { messages, remainingMs })).toEqual(['9', '2'])
    expect(fake.entries.map(({ message }) => message)).toEqual([
      'queued callback unreadable',
      'callback replayed, nothing new',
    ])
  })
})
