import { describe, expect, test } from 'vitest'
import type { Session } from '../../../../lambda/domain/session/session.ts'
import type { GatewayAnswer } from '../../../../lambda/http/gateway-types.ts'
import { aPaymentSid, NOON } from '../../../support/a-session.ts'
import { storedIn } from '../../../support/a-world.ts'
import { callbackPath, doors, signed } from '../../../support/http/doors.ts'
import { sessionIn } from '../../../support/sessions-in.ts'

interface Told {
  readonly what: string
  readonly session: Session
  readonly says: Readonly<Record<string, string>>
}

const confirming = { Result: 'success', PaymentConfirmationCode: 'CODE2345' }
const declining = { Result: 'payment-connector-error', PayErrorCode: '64012' }

const told: readonly Told[] = (['guided', 'assisted'] as const).flatMap((mode) => [
  { what: `opened, ${mode}`, session: sessionIn('starting', { mode }), says: {} },
  {
    what: `a field captured, ${mode}`,
    session: sessionIn('capturing', { mode }),
    says: { Capture: 'security-code', SecurityCode: 'xxx' },
  },
  {
    what: `a field rejected, ${mode}`,
    session: sessionIn('capturing', { mode }),
    says: { Capture: 'security-code', ErrorType: 'invalid-security-code' },
  },
  { what: `paid, ${mode}`, session: sessionIn('completing', { mode }), says: confirming },
  { what: `declined, ${mode}`, session: sessionIn('completing', { mode }), says: declining },
  { what: `paid after all, ${mode}`, session: sessionIn('unresolved', { mode }), says: confirming },
  {
    what: `hung up, ${mode}`,
    session: sessionIn('capturing', { mode }),
    says: { Result: 'caller-hung-up' },
  },
])

type Order = 'one after the other' | 'at once'

/** What came of a callback that was delivered so many times. */
async function delivered({ session, says }: Told, how: { times: number; order: Order }) {
  const { open, fake, asked } = doors()
  await fake.stores.sessions.insert(session)
  const path = callbackPath(session, { nowMs: NOON })
  const deliver = () => open('receive-callback', signed(path, { ...says, Sid: aPaymentSid() }))
  const answers: GatewayAnswer[] = []
  if (how.order === 'at once') {
    answers.push(...(await Promise.all(Array.from({ length: how.times }, deliver))))
  } else {
    for (let n = 0; n < how.times; n++) answers.push(await deliver())
  }
  return {
    statusCodes: answers.map(({ statusCode }) => statusCode),
    session: await storedIn(fake),
    sent: fake.sent.map(({ key, type }) => `${type} ${key}`),
    // One that loses its race is paid for, too.
    writes: asked.filter((io) => io === 'sessions.save' || io === 'progress.note').length,
  }
}

describe.each(['one after the other', 'at once'] as const)(
  'S11: a callback that comes several times, %s',
  (order) => {
    test.each(told)('is taken once, and costs one write more each: $what', async (callback) => {
      const once = await delivered(callback, { times: 1, order })
      expect(once.session).not.toEqual(callback.session)

      for (const times of [2, 3, 4, 5]) {
        const often = await delivered(callback, { times, order })

        expect(often.statusCodes).toEqual(Array.from({ length: times }, () => 204))
        expect(often.session).toEqual(once.session)
        expect(often.sent).toEqual(once.sent)
        expect(often.writes - once.writes).toBeLessThanOrEqual(times - 1)
      }
    })
  },
)

describe('S14: a callback of an entry that was asked anew', () => {
  test('is answered, changes nothing, and leaves a line', async () => {
    const { open, fake, lines, asked } = doors()
    const first = sessionIn('capturing', { mode: 'assisted' })
    const anew: Session = {
      ...first,
      step: 5,
      pending: null,
      state: {
        status: 'capturing',
        paymentSid: aPaymentSid(),
        field: 'security-code',
        captureStep: 5,
      },
    }
    await fake.stores.sessions.insert(anew)
    const path = callbackPath(first, { nowMs: NOON })

    const captured = { Capture: 'security-code', SecurityCode: 'xxx', Sid: aPaymentSid() }
    const answer = await open('receive-callback', signed(path, captured))

    expect(answer.statusCode).toBe(204)
    expect(await storedIn(fake)).toEqual(anew)
    expect(asked).toEqual(['sessions.load'])
    expect(lines.map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ message: 'callback taken', event: 'nothing-new', step: 4 }),
    )
  })
})
