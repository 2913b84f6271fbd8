import { describe, expect, test } from 'vitest'
import type { Session } from '../../../../lambda/domain/session/session.ts'
import { aCallSid, aPaymentSid, aSessionId, NOON } from '../../../support/a-session.ts'
import {
  accountSid,
  callbackPath,
  doors,
  type Pairs,
  posted,
  signatureOf,
} from '../../../support/http/doors.ts'
import { sessionIn } from '../../../support/sessions-in.ts'

const assisted = { mode: 'assisted' } as const

/** As Twilio sends them: in the order of their names, with parameters that nobody reads. */
const told = (said: Readonly<Record<string, string>>): Pairs =>
  Object.entries({
    AccountSid: accountSid,
    CallSid: aCallSid(),
    DateCreated: '2026-11-23',
    ...said,
    Sid: aPaymentSid(),
  }).sort(([one], [other]) => (one < other ? -1 : 1))

const callbacks: ReadonlyArray<{
  readonly what: string
  readonly session: Session
  readonly says: string
  readonly pairs: Pairs
}> = [
  {
    what: 'a key that was pressed',
    says: 'nothing',
    session: sessionIn('capturing', assisted),
    pairs: told({
      Capture: 'security-code',
      ErrorType: '',
      PartialResult: 'true',
      PaymentMethod: 'credit-card',
      Required: 'security-code,postal-code',
      SecurityCode: 'x',
    }),
  },
  {
    what: 'an entry that was rejected',
    says: 'collecting',
    session: sessionIn('capturing', assisted),
    pairs: told({
      Attempt: '1',
      Capture: 'security-code',
      ErrorType: 'invalid-security-code',
      PartialResult: 'false',
      Required: 'security-code,postal-code',
      SecurityCode: 'xx',
    }),
  },
  {
    what: 'a charge that was declined',
    says: 'collecting',
    session: sessionIn('completing', assisted),
    pairs: told({
      ConnectorError: 'declined',
      PayErrorCode: '64012',
      PaymentError: 'The card was declined.',
      PaymentMethod: 'credit-card',
      Result: 'payment-connector-error',
    }),
  },
  {
    what: 'a charge that was made',
    says: 'succeeded',
    session: sessionIn('completing', assisted),
    pairs: told({
      PaymentCardNumber: 'xxxxxxxxxxxx1111',
      PaymentConfirmationCode: 'CODE2345',
      PaymentMethod: 'credit-card',
      Result: 'success',
    }),
  },
]

/**
 * The signed text does not say where names and values end. Every way of hiding parameters in the
 * value before them, which the signature holds for as well.
 */
function resplit(pairs: Pairs): readonly Pairs[] {
  const ways = 2 ** (pairs.length - 1)
  return Array.from({ length: ways }, (_, way) => {
    const kept: Array<[string, string]> = []
    for (const [index, [name, value]] of pairs.entries()) {
      const before = kept.at(-1)
      const isHidden = index > 0 && ((way >> (index - 1)) & 1) === 1
      if (isHidden && before !== undefined) before[1] += name + value
      else kept.push([name, value])
    }
    return kept
  })
}

/** The confirmation code can be hidden or made longer; that the charge was made cannot. */
const asTold = (session: Session | undefined): string =>
  JSON.stringify(session).replace(/"confirmationCode":"[^"]*"/, '')

async function receive(session: Session, event: Parameters<ReturnType<typeof doors>['open']>[1]) {
  const here = doors()
  await here.fake.stores.sessions.insert(session)
  const { statusCode } = await here.open('receive-callback', event)
  return { statusCode, stored: here.fake.stores.sessions.all()[0], sent: here.fake.sent }
}

describe('S29: a signature that is good for something else', () => {
  test.each(callbacks)('is refused at the URL of another session: $what', async (callback) => {
    const { session, pairs } = callback
    const other = { ...session, id: aSessionId(2) }
    const signature = signatureOf(callbackPath(session, { nowMs: NOON }), pairs)
    const elsewhere = callbackPath(other, { nowMs: NOON })
    const parts = callbackPath(session, { nowMs: NOON }).split('/')
    const withItsSeal = [...parts.slice(0, 2), other.id, ...parts.slice(3)].join('/')

    for (const path of [elsewhere, withItsSeal]) {
      const { statusCode, stored } = await receive(other, posted(path, { pairs, signature }))
      expect([statusCode, stored]).toEqual([403, other])
    }
  })

  test.each(callbacks)('says nothing new with its parameters cut anew: $what', async (callback) => {
    const { session, pairs } = callback
    const path = callbackPath(session, { nowMs: NOON })
    const signature = signatureOf(path, pairs)
    const genuine = await receive(session, posted(path, { pairs, signature }))
    const [untouched, becomes] = [asTold(session), asTold(genuine.stored)]
    expect(callback.says).toContain(
      becomes === untouched ? 'nothing' : genuine.stored?.state.status,
    )

    for (const way of resplit(pairs)) {
      const { stored, statusCode } = await receive(session, posted(path, { pairs: way, signature }))
      const written = way.map((pair) => pair.join('=')).join('&')
      expect([204, 403], written).toContain(statusCode)
      expect([untouched, becomes], written).toContain(asTold(stored))
    }
  })

  test.each([
    { what: 'cut short', cut: (path: string) => [path.slice(0, -2), path.slice(-2)] },
    { what: 'made longer', cut: (path: string) => [`${path}AccountSid`, ''] },
  ])('is refused when the URL is $what, and the parameters take the rest', async ({ cut }) => {
    for (const { session, pairs } of callbacks) {
      const path = callbackPath(session, { nowMs: NOON })
      const signature = signatureOf(path, pairs)
      const [url = '', rest = ''] = cut(path)
      const moved: Pairs =
        rest === '' ? pairs.slice(1) : [[`${rest}AccountSid`, accountSid], ...pairs.slice(1)]

      for (const extra of [[], [['AccountSid', accountSid] as const]]) {
        const event = posted(url, { pairs: [...moved, ...extra], signature })
        const { statusCode, stored } = await receive(session, event)
        expect([statusCode, stored]).toEqual([403, session])
      }
    }
  })

  test.each(callbacks)(
    'counts once with its values repeated: $what',
    async ({ session, pairs }) => {
      const path = callbackPath(session, { nowMs: NOON })
      const signature = signatureOf(path, pairs)
      const genuine = await receive(session, posted(path, { pairs, signature }))

      const again = await receive(session, posted(path, { pairs: [...pairs, ...pairs], signature }))
      const other = pairs.map(([name]) => [name, 'success'] as const)
      const mixed = await receive(session, posted(path, { pairs: [...other, ...pairs], signature }))

      expect(again).toEqual(genuine)
      expect([mixed.statusCode, mixed.stored]).toEqual([403, session])
    },
  )
})

test('S29: a verdict cut anew is refused and counted, and counts itself when it comes', async () => {
  const { session, pairs } = callbacks.at(-1) ?? expect.fail('There is no callback.')
  const path = callbackPath(session, { nowMs: NOON })
  const whole = [...pairs, ['SecurityCode', 'xxx'] as const].sort(([a], [b]) => (a < b ? -1 : 1))
  const signature = signatureOf(path, whole)
  const cut = whole
    .filter(([name]) => name !== 'SecurityCode')
    .map(([name, value]) => [name, name === 'Result' ? `${value}SecurityCodexxx` : value] as const)
  const here = doors()
  await here.fake.stores.sessions.insert(session)

  const refused = await here.open('receive-callback', posted(path, { pairs: cut, signature }))
  const untouched = [here.fake.stores.sessions.all(), here.asked.length]
  const taken = await here.open('receive-callback', posted(path, { pairs: whole, signature }))

  expect([refused.statusCode, taken.statusCode]).toEqual([403, 204])
  expect(untouched).toEqual([[session], 0])
  expect(here.lines.filter((line) => line.includes('"SignatureRejected":1'))).toHaveLength(1)
  expect(here.fake.stores.sessions.all()).toMatchObject([{ state: { status: 'succeeded' } }])
})
