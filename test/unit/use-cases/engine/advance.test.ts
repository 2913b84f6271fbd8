import { describe, expect, test } from 'vitest'
import type { EventType } from '../../../../lambda/domain/session/event.ts'
import type { Session } from '../../../../lambda/domain/session/session.ts'
import { advance } from '../../../../lambda/use-cases/engine/advance.ts'
import { aSession, aSessionId } from '../../../support/a-session.ts'
import {
  aWorld,
  type FakeWorld,
  refusedWith,
  storedIn,
  unknown,
  unsent,
} from '../../../support/a-world.ts'
import { everyEvent } from '../../../support/every-event.ts'
import { memoryStores } from '../../../support/memory/stores.ts'
import { sessionIn } from '../../../support/sessions-in.ts'

const assisted = { mode: 'assisted' } as const
const key = { key: 'key-of-client', fingerprint: 'what was asked' }

async function advancing(
  fake: FakeWorld,
  asked: { session: Session; type: EventType; key?: typeof key; announce?: boolean },
) {
  await fake.stores.sessions.insert(asked.session)
  return again(fake, asked)
}

const again = (
  fake: FakeWorld,
  asked: { session: Session; type: EventType; key?: typeof key; announce?: boolean },
) =>
  advance(fake.world, {
    sessionId: asked.session.id,
    event: () => everyEvent(asked.session)[asked.type],
    ...(asked.key === undefined ? {} : { key: asked.key }),
    announce: asked.announce ?? false,
    remainingMs: fake.remainingMs,
  })

describe('an event that is accepted', () => {
  test.each([
    { session: aSession(), type: 'consent-given', command: 'create' },
    { session: sessionIn('collecting', assisted), type: 'capture-requested', command: 'capture' },
    { session: sessionIn('collecting', assisted), type: 'complete-requested', command: 'complete' },
    { session: sessionIn('capturing'), type: 'cancel-requested', command: 'cancel' },
  ] as const)('stores its $command before it sends it', async ({ session, type, command }) => {
    const fake = aWorld()

    await advancing(fake, { session, type })

    const [first] = fake.sent
    expect(first?.type).toBe(command)
    expect(first?.stored?.pending?.command.type).toBe(command)
    expect(first?.key).toBe(`${session.id}-1-${first?.stored?.pending?.command.step}`)
  })

  test('goes on with what the answer leads to, until nothing is owed', async () => {
    const fake = aWorld()

    const advanced = await advancing(fake, { session: aSession(), type: 'consent-given' })

    expect(fake.sent.map(({ type }) => type)).toEqual(['create', 'capture'])
    expect(advanced).toMatchObject({ result: 'advanced', session: { pending: null, step: 2 } })
  })

  test('S34, I2: sends nothing when its write is not certain', async () => {
    const stores = memoryStores()
    const fake = aWorld({
      stores: { ...stores, sessions: { ...stores.sessions, save: async () => 'conflict' } },
    })

    const advanced = await advancing(fake, { session: aSession(), type: 'consent-given' })

    expect(advanced.result).toBe('lost-race')
    expect(fake.sent).toEqual([])
  })

  test('is tried four times against others who change the session', async () => {
    const stores = memoryStores()
    let saves = 0
    const save: typeof stores.sessions.save = async (stored) => {
      saves += 1
      return saves < 4 ? 'conflict' : stores.sessions.save(stored)
    }
    const fake = aWorld({ stores: { ...stores, sessions: { ...stores.sessions, save } } })

    const advanced = await advancing(fake, { session: aSession(), type: 'call-alive' })

    expect(saves).toBe(4)
    expect(advanced.result).toBe('advanced')
  })

  test('does not send on behalf of a command that another event recorded', async () => {
    const fake = aWorld()

    await advancing(fake, { session: sessionIn('starting', assisted), type: 'call-alive' })

    expect(fake.sent).toEqual([])
  })

  test('sends a command that it takes up again, with its first key', async () => {
    const fake = aWorld()
    const session = sessionIn('cancelled')
    await fake.stores.sessions.insert(session)

    await advance(fake.world, {
      sessionId: session.id,
      event: () => everyEvent(session, 25_000)['time-passed'],
      announce: false,
      remainingMs: fake.remainingMs,
    })

    expect(fake.sent.map((sent) => sent.key)).toEqual([`${session.id}-1-5`])
    expect((await storedIn(fake)).pending).toBeNull()
  })
})

describe('an answer', () => {
  test('that arrives after a callback has overtaken it changes nothing', async () => {
    const session = sessionIn('collecting', assisted)
    const fake = aWorld({
      outcomes: [refusedWith(64020)],
      whileSending: (during) => overtake(during, 'payment-succeeded'),
    })

    const advanced = await advancing(fake, { session, type: 'complete-requested', key })

    expect((await storedIn(fake)).state).toMatchObject({
      status: 'succeeded',
      confirmationCode: 'ch_7Yx',
    })
    expect(advanced.result).toBe('advanced')
  })

  const overtake = async (fake: FakeWorld, type: EventType) => {
    const session = await storedIn(fake)
    return again(fake, { session, type })
  }

  test('that says no ends up in the receipt of the client who asked', async () => {
    const fake = aWorld({ outcomes: [refusedWith(64019)] })

    await advancing(fake, {
      session: sessionIn('collecting', assisted),
      type: 'complete-requested',
      key,
    })

    const { keys, state } = await storedIn(fake)
    expect(state.status).toBe('collecting')
    expect(keys).toEqual([
      {
        ...key,
        receipt: { status: 'completing', attempt: 1, step: 6, outcome: { refused: 64019 } },
      },
    ])
  })

  test('that never came for lack of a connection ends up in the receipt, too', async () => {
    const fake = aWorld({ outcomes: [unsent] })

    await advancing(fake, {
      session: sessionIn('collecting', assisted),
      type: 'complete-requested',
      key,
    })

    const { keys } = await storedIn(fake)
    expect(keys.map(({ receipt }) => receipt.outcome)).toEqual(['unsent'])
  })

  test('that leaves a charge in doubt leaves the session waiting for its verdict', async () => {
    const fake = aWorld({ outcomes: [unknown, unsent] })

    await advancing(fake, {
      session: sessionIn('collecting', assisted),
      type: 'complete-requested',
    })

    const { state, pending } = await storedIn(fake)
    expect(state.status).toBe('completing')
    expect(pending?.uncertain).toBe(true)
    expect(fake.sent).toHaveLength(1)
  })
})

describe('a client’s key', () => {
  const session = sessionIn('collecting', assisted)

  test('replays the receipt, and sends nothing again', async () => {
    const fake = aWorld()
    await advancing(fake, { session, type: 'complete-requested', key })

    const replay = await again(fake, { session, type: 'complete-requested', key })

    expect(replay).toMatchObject({
      result: 'replayed',
      receipt: { status: 'completing', attempt: 1, step: 6, outcome: 'accepted' },
    })
    expect(fake.sent).toHaveLength(1)
  })

  test('replays what was answered then, whatever has come of it since', async () => {
    const fake = aWorld()
    await advancing(fake, { session, type: 'complete-requested', key })
    await again(fake, { session: await storedIn(fake), type: 'payment-succeeded' })

    const replay = await again(fake, { session, type: 'complete-requested', key })

    expect(replay).toMatchObject({ result: 'replayed', receipt: { status: 'completing' } })
  })

  test('is refused for another request', async () => {
    const fake = aWorld()
    await advancing(fake, { session, type: 'complete-requested', key })

    const reuse = { ...key, fingerprint: 'something else' }
    const other = await again(fake, { session, type: 'cancel-requested', key: reuse })

    expect(other).toEqual({ result: 'key-reused' })
  })

  test('S39: is in flight until Twilio has answered', async () => {
    const results: string[] = []
    const fake = aWorld({
      whileSending: async (during) => {
        const twin = await again(during, { session, type: 'complete-requested', key })
        results.push(twin.result)
      },
    })

    await advancing(fake, { session, type: 'complete-requested', key })

    expect(results).toEqual(['in-flight'])
    expect(fake.sent).toHaveLength(1)
  })

  test('is not kept for a refusal, so that the same request may be tried later', async () => {
    const fake = aWorld()
    const early = sessionIn('collecting', { ...assisted, captured: [] })

    const refused = await advancing(fake, { session: early, type: 'complete-requested', key })

    expect(refused).toMatchObject({ result: 'refused', refusal: { refused: 'fields-missing' } })
    expect((await storedIn(fake)).keys).toEqual([])
  })
})

test('a session that does not exist is said not to', async () => {
  const fake = aWorld()

  const advanced = await again(fake, { session: aSession(), type: 'call-ended' })

  expect(advanced).toEqual({ result: 'unknown-session' })
  expect(await fake.stores.sessions.load(aSessionId())).toBeNull()
})

test('two completions at once charge once', async () => {
  const fake = aWorld()
  const session = sessionIn('collecting', assisted)
  await fake.stores.sessions.insert(session)

  const results = await Promise.all(
    Array.from({ length: 20 }, () => again(fake, { session, type: 'complete-requested' })),
  )

  expect(fake.sent).toHaveLength(1)
  expect(results.filter(({ result }) => result === 'advanced')).toHaveLength(1)
  expect(results.filter(({ result }) => result === 'refused')).toHaveLength(19)
})
