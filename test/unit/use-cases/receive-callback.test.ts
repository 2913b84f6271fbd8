import { describe, expect, test } from 'vitest'
import type { CallbackEvent } from '../../../lambda/domain/session/event.ts'
import type { Session } from '../../../lambda/domain/session/session.ts'
import { type Callback, receiveCallback } from '../../../lambda/use-cases/receive-callback.ts'
import { aSessionId } from '../../support/a-session.ts'
import { aWorld, type FakeWorld, storedIn } from '../../support/a-world.ts'
import { decided } from '../../support/decided.ts'
import { everyEvent } from '../../support/every-event.ts'
import { sessionIn } from '../../support/sessions-in.ts'

const receive = (fake: FakeWorld, callback: Callback, step = 4) =>
  receiveCallback(fake.world, {
    sessionId: aSessionId(),
    step,
    callback,
    signers: ['default'],
    remainingMs: fake.remainingMs,
  })

const telling = (event: CallbackEvent): Callback => ({ kind: 'event', event: () => event })

async function aWorldWith(session: Session, options: Parameters<typeof aWorld>[0] = {}) {
  const fake = aWorld(options)
  await fake.stores.sessions.insert(session)
  return fake
}

describe('a callback', () => {
  test('opens the next field and speaks of it, in one go', async () => {
    const session = sessionIn('capturing')
    const fake = await aWorldWith(session)

    const result = await receive(fake, telling(everyEvent(session)['field-captured']))

    expect(result).toBe('advanced')
    expect(fake.sent.map(({ type }) => type)).toEqual(['capture'])
    expect(fake.said).toHaveLength(1)
    expect(fake.said[0]).toContain('postal code')
  })

  test('S11: that comes five times, one after the other or at once, is taken once', async () => {
    const session = sessionIn('capturing')
    const fake = await aWorldWith(session)
    const caught = telling(everyEvent(session)['field-captured'])

    const together = await Promise.all(Array.from({ length: 4 }, () => receive(fake, caught)))
    const later = await receive(fake, caught)

    expect([...together, later].filter((result) => result === 'advanced')).toHaveLength(1)
    expect(later).toBe('refused')
    expect((await storedIn(fake)).captured).toHaveLength(3)
    expect(fake.sent).toHaveLength(1)
  })

  test('of a charge that nobody expects raises an alarm, and one that is expected none', async () => {
    const failed = sessionIn('failed', { pending: null })
    const completing = sessionIn('completing')

    const surprised = await aWorldWith(failed)
    await receive(surprised, telling(everyEvent(failed)['payment-succeeded']))
    const pleased = await aWorldWith(completing)
    await receive(pleased, telling(everyEvent(completing)['payment-succeeded']))
    await receive(pleased, telling(everyEvent(completing)['payment-succeeded']))

    const alarms = ({ entries }: FakeWorld) =>
      entries.filter(({ metric }) => metric === 'ChargeContradicted')
    expect(alarms(surprised)).toHaveLength(1)
    expect(alarms(pleased)).toEqual([])
  })

  test('that denies a charge which somebody has seen changes nothing, and is heard of', async () => {
    const unresolved = sessionIn('unresolved')
    const seen = decided(unresolved, everyEvent(unresolved)['resolved-charged'])
    const refused = everyEvent(seen)['payment-refused']
    const alarmsAfter = async (session: Session, event: CallbackEvent) => {
      const fake = await aWorldWith(session)
      await receive(fake, telling(event))
      expect(await storedIn(fake)).toEqual(session)
      return fake.entries.map(({ metric }) => metric)
    }

    expect(await alarmsAfter(seen, refused)).toEqual(['ChargeContradicted'])
    expect(await alarmsAfter(seen, { ...refused, verdict: 'not-known' })).toEqual([])
    expect(await alarmsAfter(sessionIn('succeeded'), refused)).toEqual([])
  })

  test('with nothing in it touches nothing', async () => {
    const fake = aWorld()

    expect(await receive(fake, { kind: 'nothing' })).toBe('nothing')
  })

  test('S28: for a session that is gone changes nothing', async () => {
    const fake = aWorld()

    const result = await receive(
      fake,
      telling(everyEvent(sessionIn('completing'))['payment-ended']),
    )

    expect(result).toBe('unknown-session')
    expect(fake.stores.sessions.all()).toEqual([])
  })
})

describe('a key that was pressed', () => {
  const keyed = (digits: number): Callback => ({ kind: 'progress', field: 'security-code', digits })
  const assisted = sessionIn('capturing', { mode: 'assisted' })

  test('silences the voice at the first digit, and costs no write', async () => {
    const fake = await aWorldWith(sessionIn('capturing'))

    const said: number[] = []
    for (const digits of [0, 1, 2, 3]) {
      await receive(fake, keyed(digits))
      said.push(fake.said.length)
    }

    expect(said).toEqual([0, 1, 1, 1])
    expect(fake.said[0]).not.toContain('<Say')
    expect(await fake.stores.progress.read(aSessionId())).toBeNull()
    expect((await fake.stores.sessions.load(aSessionId()))?.version).toBe(1)
  })

  test.each([
    { who: 'an agent’s screen', session: assisted, delivery: 'push' },
    { who: 'a call that polls', session: sessionIn('capturing'), delivery: 'poll' },
  ] as const)('is counted beside the session for $who', async ({ session, delivery }) => {
    const fake = await aWorldWith(session, { delivery })

    await receive(fake, keyed(2))

    expect(fake.said).toEqual([])
    expect(await fake.stores.progress.read(aSessionId())).toMatchObject({ step: 4, digits: 2 })
    expect((await fake.stores.sessions.load(aSessionId()))?.version).toBe(1)
  })

  test('is not counted for another capture, or when none is open', async () => {
    const fake = await aWorldWith(assisted)
    await receive(fake, keyed(2), 3)
    const ended = await aWorldWith(sessionIn('failed', { mode: 'assisted' }))
    await receive(ended, keyed(2))

    expect(await fake.stores.progress.read(aSessionId())).toBeNull()
    expect(await ended.stores.progress.read(aSessionId())).toBeNull()
  })
})
