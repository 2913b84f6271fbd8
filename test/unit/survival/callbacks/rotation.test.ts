import { describe, expect, test } from 'vitest'
import type { Session } from '../../../../lambda/domain/session/session.ts'
import { aPaymentSid, NOON } from '../../../support/a-session.ts'
import {
  accountSid,
  authToken,
  callbackPath,
  doors,
  type Pairs,
  posted,
  signatureOf,
} from '../../../support/http/doors.ts'
import { sessionIn } from '../../../support/sessions-in.ts'

const charged = sessionIn('completing')
const verdict: Pairs = Object.entries({
  AccountSid: accountSid,
  PaymentConfirmationCode: 'CODE2345',
  Result: 'success',
  Sid: aPaymentSid(),
})
const path = callbackPath(charged, { nowMs: NOON })

const signedBy = (token: string, at = path) =>
  posted(at, { pairs: verdict, signature: signatureOf(at, verdict, { token }) })

/** A function that knows the old token, while a charge is out and the secret is rotated. */
async function rotating({ madeHoursAgo }: { readonly madeHoursAgo: number }) {
  let isPromoted = false
  let failures = 0
  const text = (token: string) => JSON.stringify({ authToken: token })
  const here = doors({
    secret: () => {
      if (failures > 0) {
        failures -= 1
        throw new Error('ThrottlingException')
      }
      return {
        current: text(isPromoted ? 'the new token' : authToken),
        pending: null,
        previous: isPromoted ? text(authToken) : null,
        currentSince: NOON - madeHoursAgo * 60 * 60_000,
      }
    },
  })
  await here.fake.stores.sessions.insert(charged)
  const elsewhere = callbackPath(sessionIn('collecting'), { nowMs: NOON, token: 'a guess' })
  const deliver = async (event = signedBy('the new token')) =>
    (await here.open('receive-callback', event)).statusCode
  return {
    ...here,
    deliver,
    knock: () => deliver(signedBy('no token of ours', elsewhere)),
    promote: () => {
      isPromoted = true
    },
    fails: (times: number) => {
      failures = times
    },
    status: () => here.fake.stores.sessions.all().map(({ state }: Session) => state.status)[0],
  }
}

describe('S37: a verdict that comes while the secret is rotated', () => {
  test.each([0, 26])(
    'is taken in, though the new version was made %i hours ago',
    async (madeHoursAgo) => {
      const { deliver, promote, status, knock } = await rotating({ madeHoursAgo })
      await knock()
      promote()

      expect([await deliver(), status()]).toEqual([204, 'succeeded'])
    },
  )

  test.each([1, 9])('is taken in right after a stranger has knocked %i times', async (times) => {
    const { deliver, promote, status, knock, passes } = await rotating({ madeHoursAgo: 0 })
    for (let n = 0; n < times; n++) expect(await knock()).toBe(403)
    promote()
    passes(10_000)

    expect([await deliver(), status()]).toEqual([204, 'succeeded'])
  })

  test('is asked for again when the secret cannot be read, and taken in when it comes', async () => {
    const { deliver, promote, fails, status, knock, lines } = await rotating({ madeHoursAgo: 0 })
    await knock()
    promote()
    fails(2)

    expect([await deliver(), await deliver(), status()]).toEqual([503, 503, 'completing'])
    expect(lines.filter((line) => line.includes('"DependencyFailed":1'))).toHaveLength(2)
    expect([await deliver(), status()]).toEqual([204, 'succeeded'])
  })

  test('still counts when Twilio has signed it with the old token', async () => {
    const { deliver, promote, status, knock, secretReads } = await rotating({ madeHoursAgo: 26 })
    await knock()
    promote()
    // A doubt that is worth a look, after which the new token is known.
    expect(await deliver(signedBy('no token of ours'))).toBe(403)
    expect(secretReads()).toBe(3)

    expect([await deliver(signedBy(authToken)), status()]).toEqual([204, 'succeeded'])
  })
})
