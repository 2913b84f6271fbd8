import { describe, expect, test } from 'vitest'
import { promptKeyOf } from '../../../lambda/domain/guide/prompt.ts'
import type { Session } from '../../../lambda/domain/session/session.ts'
import { settleDueSessions } from '../../../lambda/use-cases/settle-due-sessions.ts'
import { type TakeTurn, takeTurn } from '../../../lambda/use-cases/take-turn.ts'
import { aCallSid, aSession, at } from '../../support/a-session.ts'
import { aWorld, type FakeWorld, type FakeWorldOptions } from '../../support/a-world.ts'
import { sessionIn } from '../../support/sessions-in.ts'

async function taking(
  session: Session,
  asked: Partial<TakeTurn> & { silences?: number } = {},
  options: FakeWorldOptions & { prepare?: (fake: FakeWorld) => Promise<unknown> } = {},
) {
  const fake = aWorld(options)
  await fake.stores.sessions.insert(session)
  await options.prepare?.(fake)
  const { silences = 0, ...input } = asked
  const taken = await takeTurn(fake.world, {
    sessionId: session.id,
    callSid: session.callSid,
    signers: ['default'],
    digits: null,
    turn: { key: promptKeyOf(session), silences, quietSeconds: 0 },
    remainingMs: fake.remainingMs,
    ...input,
  })
  const own = taken === 'foreign' ? null : taken
  return { ...fake, state: own?.session.state, taken: own, isForeign: taken === 'foreign' }
}

describe('a key at the offer', () => {
  test.each([
    { digits: '1', state: { status: 'capturing' } },
    { digits: '2', state: { status: 'cancelled', by: 'caller' } },
    { digits: '7', state: { status: 'offered' } },
    { digits: '*', state: { status: 'offered' } },
    { digits: '', state: { status: 'offered' } },
  ])('$digits leads to $state.status', async ({ digits, state }) => {
    expect((await taking(aSession(), { digits })).state).toMatchObject(state)
  })

  test('leads to a person on 0, where the call can go on to one', async () => {
    const { terms } = aSession()
    const reachable = aSession({ terms: { ...terms, returnUrl: 'https://ivr.example.com/' } })

    const led = await taking(reachable, { digits: '0' })
    const stuck = await taking(aSession(), { digits: '0' })

    expect(led.state).toEqual({ status: 'cancelled', by: 'person-wanted' })
    expect(stuck.taken).toMatchObject({
      session: { state: { status: 'offered' } },
      misunderstood: true,
    })
  })

  test.each(['4', '7', '*'])(
    'that was not offered, %s, is not taken for silence',
    async (digits) => {
      const first = await taking(aSession(), { digits, silences: 1 })
      const last = await taking(aSession(), { digits, silences: 3 })

      expect(first.taken?.misunderstood).toBe(true)
      expect(last.state).toEqual({ status: 'failed', reason: 'too-many-attempts' })
    },
  )

  test('means nothing elsewhere', async () => {
    const { state } = await taking(sessionIn('completing'), { digits: '2' })

    expect(state?.status).toBe('completing')
  })
})

describe('silence', () => {
  test.each([1, 2])('at the offer is met %i times with the offer', async (silences) => {
    expect((await taking(aSession(), { silences })).state?.status).toBe('offered')
  })

  test('for the third time ends the session', async () => {
    const offered = await taking(aSession(), { silences: 3 })
    const capturing = await taking(sessionIn('capturing'), { silences: 3 })

    const ended = { status: 'failed', reason: 'no-input' }
    expect([offered.state, capturing.state]).toEqual([ended, ended])
  })

  test('S15: for the second time at a field listens anew, since a callback may be lost', async () => {
    const { sent } = await taking(sessionIn('capturing', { pending: null }), { silences: 2 })

    expect(sent.map(({ type }) => type)).toEqual(['capture'])
  })

  test('after another prompt does not count', async () => {
    const turn = { key: 'expiration-date-1-0', silences: 3, quietSeconds: 0 }

    expect((await taking(sessionIn('capturing'), { turn })).state?.status).toBe('capturing')
  })

  test('in the middle of a pause of a polling call does not count', async () => {
    const session = sessionIn('capturing')
    const turn = { key: promptKeyOf(session), silences: 3, quietSeconds: 2 }

    expect((await taking(session, { turn })).state?.status).toBe('capturing')
  })

  test('while keys are coming is none, on a call that polls', async () => {
    const session = sessionIn('capturing', { pending: null })
    const noted = { step: 4, digits: 2, at: at(0) }

    const { state, sent } = await taking(
      session,
      { silences: 3 },
      { delivery: 'poll', prepare: ({ stores }) => stores.progress.note(session.id, noted) },
    )

    expect(state?.status).toBe('capturing')
    expect(sent).toEqual([])
  })

  test('after a charge is out ends nothing', async () => {
    expect((await taking(sessionIn('completing'), { silences: 3 })).state?.status).toBe(
      'completing',
    )
  })
})

test('a session of another call is not told to this one', async () => {
  const { taken } = await taking(aSession(), { callSid: aCallSid(9) })

  expect(taken).toBeNull()
})

test('a turn never updates the call, which hears the answer to the turn itself', async () => {
  const { said } = await taking(aSession(), { digits: '1' })

  expect(said).toEqual([])
})

describe('a caller who waits for the bank', () => {
  test('is the clock of the verdict, however many turns have passed', async () => {
    const completing = sessionIn('completing')
    const { state } = completing
    const dueAt = state.status === 'completing' ? state.verdictDueAt : at(0)

    const { state: after } = await taking(completing, { silences: 3 }, { startAt: dueAt })

    expect(after?.status).toBe('unresolved')
  })

  test('and hears that it is not known uses up no look-up that nobody asks', async () => {
    let asks = 0
    const lookUp = {
      ask: async () => {
        asks += 1
        return { outcome: 'not-known' } as const
      },
    }

    const unresolved = sessionIn('unresolved')
    const options = { startAt: at(151_000), remainingMs: 55_000, lookUp }
    const { taken, ...fake } = await taking(unresolved, {}, options)
    await settleDueSessions(fake.world, fake)

    expect(taken).toEqual({ session: unresolved, misunderstood: false, keying: false })
    expect(asks).toBe(1)
  })
})

test('a key answers the offer it was pressed at, not one that was made since', async () => {
  const declined = aSession({
    attempt: 2,
    state: { status: 'offered', offer: 'another-card', replaces: null },
  })
  const turn = { key: promptKeyOf(aSession()), silences: 1, quietSeconds: 0 }

  const { state } = await taking(declined, { digits: '1', turn })

  expect(state?.status).toBe('offered')
})
