import { describe, expect, test } from 'vitest'
import type { Session } from '../../../lambda/domain/session/session.ts'
import { advance } from '../../../lambda/use-cases/engine/advance.ts'
import { aCallSid } from '../../support/a-session.ts'
import { accepted, refusedWith, storedIn, unknown } from '../../support/a-world.ts'
import { asked, doors } from '../../support/http/doors.ts'
import { memoryStores } from '../../support/memory/stores.ts'
import { sessionIn } from '../../support/sessions-in.ts'

const assisted = { mode: 'assisted' } as const
const ready = sessionIn('collecting', assisted)
const { id: sessionId } = ready

const start = {
  ...assisted,
  ...{ callSid: aCallSid(), amount: '42.50', currency: 'USD', reference: 'INV-1001' },
}

const requests = [
  { route: 'start-session', event: asked('key-1', { body: start }) },
  {
    route: 'request-capture',
    event: asked('key-1', { sessionId, body: { field: 'security-code' } }),
  },
  { route: 'complete-session', event: asked('key-1', { sessionId }) },
] as const

const busyFor = (retryAfterMs: number | null) =>
  ({ outcome: 'unsent', retryAfterMs, twilioCode: 20429 }) as const

describe.each([
  { what: 'without a word', retryAfterMs: null },
  { what: 'and says for how long', retryAfterMs: 1_500 },
  { what: 'for longer than there is time', retryAfterMs: 60_000 },
])('S21: Twilio is busy, $what', ({ retryAfterMs }) => {
  test.each(requests)('$route: the agent is told when to try again', async ({ route, event }) => {
    const { open, fake } = doors({ outcomes: [busyFor(retryAfterMs)] })
    if (route !== 'start-session') await fake.stores.sessions.insert(ready)

    const answer = await open(route, event)

    expect(answer).toMatchObject({ statusCode: 503, headers: { 'retry-after': '2' } })
    expect(JSON.parse(String(answer.body))).toMatchObject({ twilioCode: 20429 })
    const sends = retryAfterMs === 60_000 ? 1 : 3
    expect(fake.sent).toHaveLength(sends)
    expect(new Set(fake.sent.map(({ key }) => key)).size).toBe(1)
    expect(fake.waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThan(14_000)
  })

  test.each(requests.slice(1))('$route: and the session stands where it stood', async (asking) => {
    const { open, fake } = doors({ outcomes: [busyFor(retryAfterMs)] })
    await fake.stores.sessions.insert(ready)

    await open(asking.route, asking.event)

    const { state, captured, pending } = await storedIn(fake)
    expect(pending).toBeNull()
    expect(state).toEqual(ready.state)
    // What was to be keyed anew is asked for again by whoever tries again.
    if (asking.route === 'complete-session') expect(captured).toEqual(ready.captured)
  })

  test('and then not any more: the same request with a new key goes through', async () => {
    const outcomes = Array.from({ length: retryAfterMs === 60_000 ? 1 : 3 }, () =>
      busyFor(retryAfterMs),
    )
    const { open, fake } = doors({ outcomes: [...outcomes, accepted], remainingMs: 60_000 })
    await fake.stores.sessions.insert(ready)
    await open('complete-session', asked('key-1', { sessionId }))

    const answer = await open('complete-session', asked('key-2', { sessionId }))

    expect(answer.statusCode).toBe(202)
    expect(fake.sent.at(-1)?.key).not.toBe(fake.sent[0]?.key)
  })
})

describe('S23: a charge that Twilio refuses for good', () => {
  /** A wrong parameter, credentials, a call that is gone, a payment that is. */
  const refusals = [
    { code: 64019, stands: 'collecting', attempt: 1 },
    { code: 20003, stands: 'collecting', attempt: 1 },
    { code: 21220, stands: 'failed', attempt: 1 },
    { code: 20404, stands: 'collecting', attempt: 2 },
  ] as const

  test.each(refusals)(
    'with $code, by the answer to its only send, was not made: $stands',
    async ({ code, stands, attempt }) => {
      const { open, fake } = doors({ outcomes: [refusedWith(code), accepted] })
      await fake.stores.sessions.insert(ready)

      const answer = await open('complete-session', asked('key-1', { sessionId }))

      expect(answer.statusCode).toBe(409)
      expect(JSON.parse(String(answer.body))).toMatchObject({ twilioCode: code })
      // A payment that is gone is opened anew.
      expect(await storedIn(fake)).toMatchObject({ attempt, state: { status: stands } })
    },
  )

  test.each(refusals)(
    'with $code, after a send that nobody can account for, is open',
    async ({ code }) => {
      const { open, fake } = doors({
        outcomes: [refusedWith(code)],
        // Noted meanwhile by one who may have sent it, too: what is heard now proves nothing.
        whileSending: ({ world, remainingMs }) =>
          advance(world, {
            sessionId,
            event: (at) => ({ type: 'command-uncertain', at, step: ready.step + 1 }),
            announce: false,
            remainingMs,
          }),
      })
      await fake.stores.sessions.insert(ready)

      const answer = await open('complete-session', asked('key-1', { sessionId }))

      expect(fake.sent.map(({ type }) => type)).toEqual(['complete'])
      expect(answer.statusCode).toBe(409)
      expect(JSON.parse(String(answer.body)).type).toMatch(/:request-in-progress$/)
      const inDoubt = { state: { status: 'completing' }, pending: { uncertain: true } }
      expect(await storedIn(fake)).toMatchObject(inDoubt)
    },
  )

  test('is not sent again after a send that nobody can account for', async () => {
    const stores = memoryStores()
    const dying = doors({ stores, outcomes: [unknown] })
    await stores.sessions.insert(ready)
    await dying.open('complete-session', asked('key-1', { sessionId }))
    const inDoubt = await storedIn(dying.fake)
    expect(inDoubt).toMatchObject({ state: { status: 'completing' }, pending: { uncertain: true } })

    const { open, fake } = doors({ stores })
    const answers = [
      await open('complete-session', asked('key-1', { sessionId })),
      await open('complete-session', asked('key-2', { sessionId })),
    ]

    expect(answers.map(({ statusCode }) => statusCode)).toEqual([409, 409])
    expect(fake.sent).toEqual([])
    expect(await storedIn(fake)).toEqual<Session>(inDoubt)
  })
})
