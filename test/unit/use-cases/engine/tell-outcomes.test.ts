import { describe, expect, test } from 'vitest'
import type { Session } from '../../../../lambda/domain/session/session.ts'
import { storageUnavailable } from '../../../../lambda/ports/errors.ts'
import { advance } from '../../../../lambda/use-cases/engine/advance.ts'
import { settleDueSessions } from '../../../../lambda/use-cases/settle-due-sessions.ts'
import { aSessionId } from '../../../support/a-session.ts'
import { aWorld, type FakeWorld, storedIn } from '../../../support/a-world.ts'
import { type EveryEvent, everyEvent } from '../../../support/every-event.ts'
import { memoryStores } from '../../../support/memory/stores.ts'
import { sessionIn } from '../../../support/sessions-in.ts'

async function advancing(fake: FakeWorld, session: Session, type: keyof EveryEvent) {
  await fake.stores.sessions.insert(session)
  const event = everyEvent(session)[type]
  const { world, remainingMs } = fake
  const asked = { sessionId: session.id, event: () => event, announce: true, remainingMs }
  return advance(world, asked)
}

const metricsOf = ({ entries }: FakeWorld) => entries.flatMap(({ metric }) => metric ?? [])

describe('how a session ended', () => {
  test('is told to integrators and counted once, and then due no more', async () => {
    const fake = aWorld()
    await advancing(fake, sessionIn('completing'), 'payment-succeeded')

    expect(fake.told.messages).toMatchObject([
      { id: `${aSessionId()}-1`, number: 1, status: 'succeeded', money: 'moved' },
    ])
    expect(metricsOf(fake)).toEqual(['SessionSucceeded'])
    const stored = await storedIn(fake)
    expect(stored.untold).toBeUndefined()
    expect(stored.tendedAt).toBe(fake.now())
  })

  test.each([
    ['capturing', 'cancel-requested', 'SessionCancelled', 'info'],
    ['capturing', 'call-ended', 'SessionFailed', 'info'],
    ['failed', 'payment-succeeded', 'ChargeContradicted', 'error'],
    ['unresolved', 'resolved-charged', 'SessionSucceeded', 'info'],
  ] as const)('is counted: %s, %s, as %s', async (status, type, metric, level) => {
    const fake = aWorld()
    await advancing(fake, sessionIn(status), type)

    const counted = fake.entries.filter((entry) => entry.metric !== undefined)
    expect(counted).toMatchObject([{ message: 'session ended', metric, level }])
  })

  test.each([
    ['starting', 'command-refused', { reason: 'refused-by-twilio', twilioCode: 64020 }],
    ['starting', 'command-unsent', { reason: 'twilio-unavailable' }],
    ['capturing', 'command-refused', { reason: 'refused-by-twilio', twilioCode: 64020 }],
  ] as const)('by Twilio is counted as such, and says why: %s, %s', async (status, type, why) => {
    const fake = aWorld()
    await advancing(fake, sessionIn(status), type)

    const sessionId = aSessionId()
    expect(fake.entries.filter((entry) => entry.metric !== undefined)).toStrictEqual([
      {
        level: 'info',
        message: 'session ended',
        sessionId,
        status: 'failed',
        ...why,
        metric: 'SessionFailed',
      },
      {
        level: 'error',
        message: 'payment not taken by twilio',
        sessionId,
        ...why,
        metric: 'TwilioFailed',
      },
    ])
  })

  test.each([
    ['capturing', 'call-ended', { reason: 'caller-hung-up' }],
    ['starting', 'payment-not-opened', { reason: 'session-in-progress' }],
  ] as const)('without Twilio’s doing says why and no more: %s, %s', async (status, type, why) => {
    const fake = aWorld()
    await advancing(fake, sessionIn(status), type)

    expect(fake.entries.at(-1)).toMatchObject({ message: 'session ended', ...why })
    expect(metricsOf(fake)).toHaveLength(1)
  })

  test('has no code of a card that was declined before', async () => {
    const fake = aWorld()
    const problem = { kind: 'declined', twilioCode: 64012 } as const
    await advancing(fake, sessionIn('offered', { problem }), 'offer-unsaid')

    expect(fake.entries.at(-1)).toMatchObject({ reason: 'twilio-unavailable' })
    expect(fake.entries.at(-1)).not.toHaveProperty('twilioCode')
  })

  test('is nothing that holds up whoever asked, while the queue is away', async () => {
    const fake = aWorld()
    fake.told.goAway()
    const advanced = await advancing(fake, sessionIn('completing'), 'payment-succeeded')

    expect(advanced.result).toBe('advanced')
    expect(metricsOf(fake)).toEqual(['SessionSucceeded', 'DependencyFailed'])
    expect(fake.entries.at(-1)).toMatchObject({ level: 'error', message: 'outcome not told' })
    expect((await storedIn(fake)).untold?.outcomes).toHaveLength(1)
  })

  test('is counted once, however often the queue is away, and then calls a person', async () => {
    const fake = aWorld()
    fake.told.goAway()
    await advancing(fake, sessionIn('completing'), 'payment-succeeded')
    for (let minutes = 1; minutes <= 20; minutes++) {
      await fake.world.surroundings.wait(60_000)
      await settleDueSessions(fake.world, { remainingMs: () => 60_000 })
    }

    const metrics = metricsOf(fake)
    expect(metrics.filter((metric) => metric === 'SessionSucceeded')).toHaveLength(1)
    expect(metrics.filter((metric) => metric === 'DependencyFailed')).toHaveLength(4)
    expect(metrics.filter((metric) => metric === 'OutcomeUntold').length).toBeGreaterThan(0)
  })

  test('costs one more write, and takes no race from the answer of Twilio', async () => {
    const stores = memoryStores()
    const asked: string[] = []
    const { load, save } = stores.sessions
    const sessions = {
      ...stores.sessions,
      load: (...given: Parameters<typeof load>) => {
        asked.push('load')
        return load(...given)
      },
      save: async (...given: Parameters<typeof save>) => {
        const result = await save(...given)
        asked.push(result)
        return result
      },
    }
    const fake = aWorld({ stores: { ...stores, sessions } })
    await advancing(fake, sessionIn('completing'), 'payment-succeeded')
    expect(asked).toEqual(['load', 'saved', 'saved'])

    asked.length = 0
    const other = sessionIn('capturing', { id: aSessionId(2), mode: 'assisted', pending: null })
    await advancing(fake, other, 'cancel-requested')
    // What it asked of Twilio is on record before what was told is crossed out.
    expect(asked.filter((what) => what === 'saved')).toHaveLength(3)
    expect(asked).not.toContain('conflict')
  })

  test('S35: is told by the schedule, in order, when the queue is back', async () => {
    const fake = aWorld({ remainingMs: 60_000 })
    fake.told.goAway()
    await fake.stores.sessions.insert(sessionIn('completing'))
    for (const type of ['time-passed', 'resolved-charged'] as const) {
      const session = await storedIn(fake)
      await advance(fake.world, {
        sessionId: session.id,
        event: () => everyEvent(session, 91_000)[type],
        announce: false,
        remainingMs: fake.remainingMs,
      })
    }
    fake.told.comeBack()
    await fake.world.surroundings.wait(130_000)
    await settleDueSessions(fake.world, { remainingMs: () => 60_000 })

    const numbered = fake.told.messages.map(({ number, status }) => `${number} ${status}`)
    expect(numbered).toEqual(['1 unresolved', '2 succeeded'])
    expect((await storedIn(fake)).untold).toBeUndefined()
  })

  test('S35: has no reason of another that followed while the queue was away', async () => {
    const fake = aWorld({ remainingMs: 60_000 })
    fake.told.goAway()
    const declined = { status: 'failed', reason: 'declined' } as const
    const session = sessionIn('completing', { attempt: 2, declines: 2, pending: null })
    await fake.stores.sessions.insert(session)
    const { 'payment-refused': refused, 'payment-succeeded': paid, ...events } = everyEvent(session)
    const happened = [refused, { ...paid, attempt: 1 }, events['resolved-not-charged']]
    const states = []
    for (const event of happened) {
      const { id: sessionId } = session
      const { remainingMs } = fake
      await advance(fake.world, { sessionId, event: () => event, announce: false, remainingMs })
      states.push((await storedIn(fake)).state)
    }
    fake.told.comeBack()
    await fake.world.surroundings.wait(130_000)
    await settleDueSessions(fake.world, { remainingMs: () => 60_000 })

    expect(states).toMatchObject([declined, { status: 'unresolved' }, { status: 'failed' }])
    const told = fake.told.messages.map(({ number, status, reason }) => [number, status, reason])
    expect(told).toEqual([
      [1, 'failed', undefined],
      [2, 'unresolved', undefined],
      [3, 'failed', 'not-charged-after-all'],
    ])
  })

  test('is told again when crossing it out fails, and the client hears nothing of that', async () => {
    const stores = memoryStores()
    let saves = 0
    const save: typeof stores.sessions.save = async (stored) => {
      saves += 1
      if (saves === 2) throw storageUnavailable('a test', null)
      return stores.sessions.save(stored)
    }
    const fake = aWorld({ stores: { ...stores, sessions: { ...stores.sessions, save } } })
    const advanced = await advancing(fake, sessionIn('completing'), 'payment-succeeded')

    expect(advanced.result).toBe('advanced')
    await fake.world.surroundings.wait(45_000)
    await settleDueSessions(fake.world, { remainingMs: () => 60_000 })
    const ids = fake.told.messages.map(({ id }) => id)
    expect(ids).toEqual([`${aSessionId()}-1`, `${aSessionId()}-1`])
    expect((await storedIn(fake)).untold).toBeUndefined()
  })

  test('is crossed out by working code: a bug on the way is not hidden', async () => {
    const stores = memoryStores()
    let saves = 0
    const save: typeof stores.sessions.save = async (stored) => {
      saves += 1
      if (saves === 2) throw new TypeError('a bug')
      return stores.sessions.save(stored)
    }
    const fake = aWorld({ stores: { ...stores, sessions: { ...stores.sessions, save } } })

    await expect(advancing(fake, sessionIn('completing'), 'payment-succeeded')).rejects.toThrow(
      TypeError,
    )
  })

  test('is for everybody to hear even when the function that ended it has died', async () => {
    const fake = aWorld()
    const dead = { ...sessionIn('unresolved'), outcomes: 1 }
    const outcome = { number: 1, status: 'unresolved', at: dead.tendedAt } as const
    const untold = { outcomes: [outcome], tries: 1, triedAt: dead.tendedAt } as const
    await fake.stores.sessions.insert({ ...dead, untold })
    await fake.world.surroundings.wait(111_000)
    const settled = await settleDueSessions(fake.world, { remainingMs: () => 60_000 })

    expect(settled).toEqual({ seen: 1, changed: 1, failed: 0 })
    expect(metricsOf(fake)).toEqual(['SessionUnresolved'])
    expect(fake.told.messages).toMatchObject([{ status: 'unresolved', money: 'not-known' }])
  })
})
