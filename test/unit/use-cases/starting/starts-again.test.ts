import { describe, expect, test } from 'vitest'
import type { Session } from '../../../../lambda/domain/session/session.ts'
import { advance } from '../../../../lambda/use-cases/engine/advance.ts'
import { type StartSession, startSession } from '../../../../lambda/use-cases/start-session.ts'
import { aCallSid, aSession } from '../../../support/a-session.ts'
import { aStart, aWorld, type FakeWorld } from '../../../support/a-world.ts'
import { memoryStores } from '../../../support/memory/stores.ts'

const { purchase, terms: agreed } = aSession()
const terms = { ...agreed, paymentConnector: null }

const starting = (fake: FakeWorld, more: Partial<StartSession> = {}) =>
  startSession(fake.world, aStart(fake, more))

const incoming = { mode: 'guided', fingerprint: '', announce: false } as const
/** A call that comes in has no client, and so no key. */
const withoutKey = ({ key: _, ...start }: StartSession): StartSession => start

const callsIn = (fake: FakeWorld, callSid: Session['callSid']) =>
  startSession(
    fake.world,
    withoutKey({
      ...incoming,
      callSid,
      purchase,
      terms,
      remainingMs: fake.remainingMs,
    }),
  )

test('a start is in the journal', async () => {
  const fake = aWorld()

  await starting(fake, { mode: 'guided' })

  expect(fake.entries).toMatchObject([{ message: 'session changed', status: 'offered' }])
})

test('a start that is repeated is the same start, also after another has taken the call', async () => {
  const fake = aWorld()
  const first = await starting(fake)
  if (!('session' in first)) throw new Error('It was not started.')
  await advance(fake.world, {
    sessionId: first.session.id,
    event: (at) => ({ type: 'cancel-requested', at }),
    announce: false,
    remainingMs: fake.remainingMs,
  })
  const other = await starting(fake, { key: 'key-2' })

  const again = await starting(fake)

  expect(other.result).toBe('started')
  expect(again).toMatchObject({ result: 'replayed', session: { id: first.session.id } })
})

test('two calls that come in are two payments', async () => {
  const fake = aWorld()

  const [one, other] = [await callsIn(fake, aCallSid(1)), await callsIn(fake, aCallSid(2))]

  expect([one.result, other.result]).toEqual(['started', 'started'])
  expect(fake.stores.sessions.all()).toHaveLength(2)
  // It is answered with the offer, so that nothing is said beside.
  expect(fake.said).toEqual([])
})

describe('a start while others write the same session', () => {
  const neverSaves = () => {
    const stores = memoryStores()
    const sessions = { ...stores.sessions, save: async () => 'conflict' as const }
    return { ...stores, sessions }
  }

  test('tells what it wrote itself', async () => {
    const assisted = await starting(aWorld({ stores: neverSaves() }))
    const unsaid = await starting(aWorld({ stores: neverSaves(), callTakesWords: false }), {
      mode: 'guided',
    })

    expect(assisted).toMatchObject({
      result: 'started',
      session: { state: { status: 'starting' } },
    })
    expect(unsaid).toMatchObject({ result: 'started', session: { state: { status: 'offered' } } })
  })

  test('is asked to be repeated when the session has gone meanwhile', async () => {
    const stores = memoryStores()
    const sessions: typeof stores.sessions = { ...stores.sessions, insert: async () => 'exists' }

    const started = await starting(aWorld({ stores: { ...stores, sessions } }))

    expect(started).toEqual({ result: 'lost-race' })
  })
})

test('a call that takes no words is not talked to again', async () => {
  const fake = aWorld({ callTakesWords: false })

  const started = await starting(fake, { mode: 'guided' })

  expect(started).toMatchObject({ session: { state: { reason: 'twilio-unavailable' } } })
  expect(fake.said).toHaveLength(1)
})

test('a merchant that nobody configured is a bug of ours, and starts nothing', async () => {
  const fake = aWorld()
  const start = starting(fake, { terms: { ...terms, merchant: 'nobody' } })

  await expect(start).rejects.toThrow('no configured merchant')
  expect(fake.stores.sessions.all()).toEqual([])
})
