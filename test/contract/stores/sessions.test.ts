import { describe, expect, test } from 'vitest'
import { allStatuses, type Session } from '../../../lambda/domain/session/session.ts'
import { aCallSid, aSession, aSessionId, at, money } from '../../support/a-session.ts'
import { owing, sessionIn } from '../../support/sessions-in.ts'
import { storeKinds } from './store-kinds.ts'

const client = { key: 'Zy8_kQ1-aB3dE5gH', fingerprint: 'hG5eD3bA-1Qk_8yZ' }

/** Sessions that between them have every kind of part. */
const everySession: readonly Session[] = [
  ...allStatuses.map((status) => sessionIn(status)),
  ...allStatuses.map((status) =>
    sessionIn(status, {
      mode: 'assisted',
      purchase: { money: money('4250', 'JPY'), reference: 'Ünïcode #7', description: 'a, b & c' },
      terms: { ...aSession().terms, returnUrl: 'https://ivr.example.com/next?a=1&b=2' },
      card: { brand: 'amex', lastFour: '0005' },
      rejections: { 'security-code': 2, 'postal-code': 1 },
      problem: { kind: 'entry', field: 'security-code', error: 'invalid-security-code' },
      keys: [
        { ...client, receipt: { status: 'starting', attempt: 1, step: 1, outcome: 'accepted' } },
        {
          ...client,
          receipt: { status, attempt: 2, step: 9, outcome: { refused: 64019 } },
        },
      ],
    }),
  ),
  sessionIn('starting', {
    problem: { kind: 'declined', twilioCode: 64012 },
    pending: owing(
      { type: 'create', attempt: 2, step: 7, replaces: null },
      { redrives: 3, uncertain: true },
    ),
  }),
  sessionIn('collecting', { problem: { kind: 'refused', twilioCode: 64020 } }),
  sessionIn('collecting', { problem: { kind: 'unsent' } }),
].map((session, n) => ({ ...session, id: aSessionId(500 + n) }))

describe.each(storeKinds)('sessions kept $kind', ({ fresh }) => {
  test('are read as they were written, whatever their status', async () => {
    const { sessions } = await fresh()

    for (const session of everySession) await sessions.insert(session)
    const read = await Promise.all(everySession.map(({ id }) => sessions.load(id)))

    expect(read).toEqual(everySession.map((session) => ({ session, version: 1 })))
  })

  test('are inserted once', async () => {
    const { sessions } = await fresh()

    const first = await sessions.insert(aSession())
    const second = await sessions.insert(aSession({ callSid: aCallSid(2) }))

    expect([first, second]).toEqual(['saved', 'exists'])
    expect((await sessions.load(aSessionId()))?.session.callSid).toBe(aCallSid(1))
  })

  test('are none before they are inserted', async () => {
    const { sessions } = await fresh()

    expect(await sessions.load(aSessionId())).toBeNull()
  })

  test('count a version with each write', async () => {
    const { sessions } = await fresh()
    await sessions.insert(aSession())

    const saved = await sessions.save({ session: aSession({ step: 1 }), version: 1 })

    expect(saved).toBe('saved')
    expect(await sessions.load(aSessionId())).toEqual({
      session: aSession({ step: 1 }),
      version: 2,
    })
  })

  test('are not overwritten by whoever read an older version', async () => {
    const { sessions } = await fresh()
    await sessions.insert(aSession())
    await sessions.save({ session: aSession({ step: 1 }), version: 1 })

    const late = await sessions.save({ session: aSession({ step: 99 }), version: 1 })

    expect(late).toBe('conflict')
    expect((await sessions.load(aSessionId()))?.session.step).toBe(1)
  })

  test('cannot be saved before they are inserted', async () => {
    const { sessions } = await fresh()

    const saved = await sessions.save({ session: aSession(), version: 1 })

    expect(saved).toBe('conflict')
    expect(await sessions.load(aSessionId())).toBeNull()
  })

  test('let one of twenty writers of the same version win', async () => {
    const { sessions } = await fresh()
    await sessions.insert(aSession())

    const results = await Promise.all(
      Array.from({ length: 20 }, (_, step) =>
        sessions.save({ session: aSession({ step }), version: 1 }),
      ),
    )

    expect(results.filter((result) => result === 'saved')).toHaveLength(1)
    expect((await sessions.load(aSessionId()))?.version).toBe(2)
  })

  test('are due the oldest first, when their time has come, and no more than asked for', async () => {
    const { sessions } = await fresh()
    for (const [n, secondsAgo] of [30, 10, 40, 20].entries()) {
      const tendedAt = at(-secondsAgo * 1_000)
      await sessions.insert(aSession({ id: aSessionId(n), tendedAt }))
    }

    const early = await sessions.due({ now: at(19_999), limit: 10 })
    const some = await sessions.due({ now: at(40_000), limit: 10 })
    const two = await sessions.due({ now: at(99_000), limit: 2 })

    expect(early).toEqual([])
    expect(some).toEqual([aSessionId(2), aSessionId(0), aSessionId(3)])
    expect(two).toEqual([aSessionId(2), aSessionId(0)])
  })

  test('are due no more once they have ended and owe nothing', async () => {
    const { sessions } = await fresh()
    await sessions.insert(aSession())

    await sessions.save({ session: sessionIn('cancelled', { pending: null }), version: 1 })

    expect(await sessions.due({ now: at(3_600_000), limit: 10 })).toEqual([])
  })

  test.each([
    { status: 'completing', dueFor: 'verdict', afterMs: 90_000 },
    { status: 'unresolved', dueFor: 'look-up', afterMs: 150_000 },
  ] as const)(
    'are due for a $dueFor apart from those that are due to be looked after',
    async (one) => {
      const { status, dueFor, afterMs } = one
      const { sessions } = await fresh()
      await sessions.insert(aSession({ id: aSessionId(1) }))
      await sessions.insert(sessionIn(status, { id: aSessionId(2) }))
      const due = (now: number, wanted: 'care' | typeof dueFor) =>
        sessions.due({ now: at(now), limit: 10, dueFor: wanted })

      expect(await due(afterMs - 1, dueFor)).toEqual([])
      expect(await due(afterMs, dueFor)).toEqual([aSessionId(2)])
      expect(await due(afterMs, 'care')).toEqual([aSessionId(1)])
    },
  )

  test('are due again when they owe Twilio a clean-up', async () => {
    const { sessions } = await fresh()
    await sessions.insert(sessionIn('cancelled', { pending: null }))

    await sessions.save({ session: sessionIn('cancelled'), version: 1 })

    expect(await sessions.due({ now: at(20_000), limit: 10 })).toEqual([aSessionId()])
  })
})
