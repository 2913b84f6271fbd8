import twilio from 'twilio'
import { describe, expect, test } from 'vitest'
import type { Session } from '../../../../lambda/domain/session/session.ts'
import type { GatewayEvent } from '../../../../lambda/http/gateway-types.ts'
import { AppError } from '../../../../lambda/ports/errors.ts'
import type { World } from '../../../../lambda/use-cases/engine/world.ts'
import { aCallSid, aPaymentSid, aSession, NOON } from '../../../support/a-session.ts'
import { publicBaseUrl, storedIn } from '../../../support/a-world.ts'
import {
  accountSid,
  authToken,
  callbackPath,
  type DoorsOptions,
  doors,
  posted,
  signed,
} from '../../../support/http/doors.ts'
import { sessionIn } from '../../../support/sessions-in.ts'

const capturing = sessionIn('capturing', { mode: 'assisted' })
const captured = { Capture: 'security-code', SecurityCode: 'xxx', Sid: aPaymentSid() }
const keyPressed = { ...captured, PartialResult: 'true' }

/** What becomes of a callback of the session, and what is in the log about it. */
async function received(
  says: Readonly<Record<string, string>>,
  by: {
    readonly session?: Session | null
    readonly ports?: DoorsOptions['ports']
    readonly arrives?: (event: Partial<GatewayEvent>) => Partial<GatewayEvent>
  } = {},
) {
  const { session = capturing, arrives = (event) => event } = by
  const door = doors(by.ports === undefined ? {} : { ports: by.ports })
  if (session !== null) await door.fake.stores.sessions.insert(session)
  const event = signed(callbackPath(capturing, { nowMs: NOON }), says)
  const answer = await door.open('receive-callback', arrives(event))
  const log: readonly Record<string, unknown>[] = door.lines.map((line) => JSON.parse(line))
  return { ...door, answer, taken: log.filter(({ message }) => message === 'callback taken'), log }
}

/** A database that answers every reading, or every writing, in this way. */
const sessionsThat =
  (does: Partial<World['sessions']>): DoorsOptions['ports'] =>
  ({ sessions }) => ({
    sessions: { ...sessions, load: sessions.load.bind(sessions), ...does },
  })

const away = sessionsThat({
  load: () => {
    throw new AppError('storage-unavailable', { message: 'The table does not answer.' })
  },
})

describe('a genuine callback is answered', () => {
  test('with 204 once it is recorded, and a line says what came of it', async () => {
    const { answer, taken, fake } = await received(captured)

    expect(answer.statusCode).toBe(204)
    expect((await storedIn(fake)).captured).toContain('security-code')
    expect(taken).toEqual([
      expect.objectContaining({
        level: 'info',
        event: 'advanced',
        sessionId: capturing.id,
        attempt: 1,
        step: 4,
      }),
    ])
  })

  test('with 204 and no line for each key that is pressed', async () => {
    const { answer, taken, asked } = await received(keyPressed)

    expect(answer.statusCode).toBe(204)
    expect(asked).toEqual(['sessions.load', 'progress.note'])
    expect(taken).toEqual([])
  })

  test('with 204 when it waits in the queue, which says so itself', async () => {
    const { answer, taken, asked } = await received(captured, { ports: away })

    expect(answer.statusCode).toBe(204)
    expect(asked).toContain('callbacks.put')
    expect(taken).toEqual([])
  })

  test('with 204 when nobody knows the session, so that Twilio does not ask for hours', async () => {
    const { answer, taken } = await received(captured, { session: null })

    expect(answer.statusCode).toBe(204)
    expect(taken).toEqual([expect.objectContaining({ event: 'unknown-session' })])
  })

  test('with 503 when others were quicker again and again: Twilio delivers it once more', async () => {
    const { answer } = await received(captured, {
      ports: sessionsThat({ save: async () => 'conflict' }),
    })

    expect(answer.statusCode).toBe(503)
  })
})

describe('a callback changes nothing', () => {
  test.each([
    ['no payment', { Capture: 'security-code', SecurityCode: 'xxx' }],
    ['what is no payment', { ...captured, Sid: 'CA1' }],
  ])('and asks nobody when it names %s', async (_, says) => {
    const { answer, asked, fake, log } = await received(says)

    expect(answer.statusCode).toBe(204)
    expect(asked).toEqual([])
    expect(await storedIn(fake)).toEqual(capturing)
    expect(log[0]).toMatchObject({
      ...{ level: 'error', message: 'callback of no payment', sessionId: capturing.id },
      ...{ attempt: 1, step: 4, UnexpectedError: 1 },
    })
  })

  test('of a session of another merchant: that is refused, and counted', async () => {
    const { terms } = aSession()
    const berlin = { ...capturing, terms: { ...terms, merchant: 'berlin' } }
    const { answer, log, fake } = await received(captured, { session: berlin })

    expect(answer.statusCode).toBe(403)
    expect(await storedIn(fake)).toEqual(berlin)
    expect(log).toContainEqual(
      expect.objectContaining({
        level: 'warn',
        message: 'signature refused',
        route: 'receive-callback',
        SignatureRejected: 1,
      }),
    )
  })

  test.each([
    ['no names in its path', undefined],
    ['no session in its path', { attempt: '1', step: '4', seal: 'x' }],
  ])('with %s: that is refused, in words', async (_, pathParameters) => {
    const { answer, asked } = await received(captured, {
      arrives: ({ pathParameters: _whole, ...event }) =>
        pathParameters === undefined ? event : { ...event, pathParameters },
    })

    expect(answer.statusCode).toBe(403)
    expect(answer.body).toContain('does not fit, or is that of another merchant')
    expect(answer.body).toContain('Only Twilio can use this address.')
    expect(asked).toEqual([])
  })
})

test('what there is no time left for is not sent, and the caller hears that it cannot go on', async () => {
  const slow: World['sessions']['load'] = async () => {
    // Of the function's time, too little is left to send something and to record the answer.
    door.passes(10_000)
    return { session: sessionIn('capturing'), version: 1 }
  }
  const door = doors({ ports: ({ sessions }) => ({ sessions: { ...sessions, load: slow } }) })
  await door.fake.stores.sessions.insert(sessionIn('capturing'))
  const path = callbackPath(capturing, { nowMs: NOON })

  await door.open('receive-callback', signed(path, captured))

  expect(door.fake.sent).toEqual([])
  expect((await storedIn(door.fake)).state).toEqual({
    status: 'failed',
    reason: 'twilio-unavailable',
  })
  expect(door.fake.said.at(-1)).toContain('You have not been charged.')
})

describe('what Twilio posts to a door', () => {
  const path = '/voice/pay?amount=42.50&currency=USD&reference=INV-9'

  test('is signed with its query, and answered in TwiML that nobody keeps', async () => {
    const answer = await doors().open('answer-call', signed(path, { CallSid: aCallSid() }))

    expect(answer).toMatchObject({
      statusCode: 200,
      headers: { 'content-type': 'text/xml; charset=utf-8', 'cache-control': 'no-store' },
    })
    expect(answer.body).toMatch(/^<\?xml/)
  })

  test('counts once: of a repeated parameter, the first', async () => {
    const door = doors()
    await door.fake.stores.sessions.insert(capturing)
    const said = { AccountSid: accountSid, ...captured }
    const pairs = [...Object.entries(said), ['Sid', aPaymentSid(2)] as const]
    const callback = callbackPath(capturing, { nowMs: NOON })
    const signature = twilio.getExpectedTwilioSignature(authToken, publicBaseUrl + callback, {
      ...said,
      Sid: [aPaymentSid(), aPaymentSid(2)],
    })

    await door.open('receive-callback', posted(callback, { pairs, signature }))

    expect((await storedIn(door.fake)).captured).toContain('security-code')
  })
})
