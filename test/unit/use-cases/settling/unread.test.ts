import { describe, expect, test } from 'vitest'
import { storageUnavailable } from '../../../../lambda/ports/errors.ts'
import { settleDueSessions } from '../../../../lambda/use-cases/settle-due-sessions.ts'
import { aCallSid, aPaymentSid, aSessionId, at, NOON } from '../../../support/a-session.ts'
import { aWorld } from '../../../support/a-world.ts'
import { memoryStores } from '../../../support/memory/stores.ts'
import { sessionIn } from '../../../support/sessions-in.ts'

const kinds = ['verdict', 'tell', 'look-up', 'care'] as const
type Kind = (typeof kinds)[number]

const names = (n: number) => ({ id: aSessionId(n), callSid: aCallSid(n) })
const outcome = { number: 1, status: 'succeeded', at: NOON } as const

/** One that is due for each kind, a minute and a half later. */
const sessions = [
  sessionIn('completing', names(1)),
  sessionIn('succeeded', {
    ...names(2),
    outcomes: 1,
    untold: { outcomes: [outcome], tries: 1, triedAt: NOON },
  }),
  sessionIn('unresolved', {
    ...names(3),
    state: { status: 'unresolved', since: at(0), charging: aPaymentSid(), lookUps: 0 },
  }),
  sessionIn('capturing', names(4)),
]

/** Thrown as the stores do when the database does not answer. */
const away = Symbol('away')

/** A run of the schedule while the database does not list some kinds; what came of the others. */
async function running(unread: readonly Kind[], thrown: unknown = away) {
  const stores = memoryStores()
  for (const session of sessions) await stores.sessions.insert(session)
  const due: typeof stores.sessions.due = async (query) => {
    if (unread.some((kind) => kind === query.dueFor)) {
      throw thrown === away
        ? storageUnavailable(`what is due for ${query.dueFor}`, new Error('reset'))
        : thrown
    }
    return stores.sessions.due(query)
  }
  const looked: string[] = []
  const lookUp = {
    ask: async () => {
      looked.push('look-up')
      return { outcome: 'not-known' } as const
    },
  }
  const broken = { ...stores, sessions: { ...stores.sessions, due } }
  const fake = aWorld({ stores: broken, lookUp, startAt: at(90_000), remainingMs: 55_000 })
  const result = await settleDueSessions(fake.world, fake).catch((error: unknown) => error)
  const charge = await stores.sessions.load(aSessionId(1))
  const done: Readonly<Record<Kind, boolean>> = {
    verdict: charge?.session.state.status === 'unresolved',
    tell: fake.told.messages.some(({ sessionId }) => sessionId === aSessionId(2)),
    'look-up': looked.length > 0,
    care: fake.sent.some(({ type }) => type === 'capture'),
  }
  const entries = fake.entries.filter(({ message }) => message === 'due sessions could not be read')
  return { result, entries, done: kinds.filter((kind) => done[kind]) }
}

describe('a kind of sessions that cannot be listed', () => {
  test('for no reason that has a name is told all the same', async () => {
    const { entries, done } = await running(['care'], null)

    expect(entries).toMatchObject([{ event: 'care', errorName: 'unknown' }])
    expect(done).toEqual(['verdict', 'tell', 'look-up'])
  })

  test.each(kinds)('keeps none of the other kinds waiting: %s', async (kind) => {
    const { done } = await running([kind])

    expect(done).toEqual(kinds.filter((other) => other !== kind))
  })

  test.each(kinds)('is told by the log, and by the run, which has failed: %s', async (kind) => {
    const { entries, result } = await running([kind])

    expect(entries).toEqual([
      {
        level: 'error',
        message: 'due sessions could not be read',
        event: kind,
        errorName: 'AppError',
        metric: 'DependencyFailed',
      },
    ])
    expect(result).toMatchObject({ message: expect.stringContaining(`due for ${kind}.`) })
  })

  test('is told by a line of its own when there are more, and all are one failure', async () => {
    const { entries, result } = await running(['tell', 'care'])

    expect(entries.map(({ event, metric }) => [event, metric])).toEqual([
      ['tell', 'DependencyFailed'],
      ['care', undefined],
    ])
    expect(result).toMatchObject({ message: expect.stringContaining('due for tell.') })
  })
})

test('a run that could list every kind has not failed', async () => {
  const { entries, result, done } = await running([])

  expect(entries).toEqual([])
  expect(result).toEqual({ seen: 4, changed: 4, failed: 0 })
  expect(done).toEqual(kinds)
})
