import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Session } from '../../../lambda/domain/session/session.ts'
import { aCallSid } from '../../support/a-session.ts'
import {
  bodyOf,
  inAnyOrder,
  type Member,
  queryOf,
  rightMembers,
} from '../../support/bad-input/members.ts'
import { onward } from '../../support/bad-input/onward.ts'
import { formEvent } from '../../support/bad-input/requests.ts'
import { aStrictWorld, type StrictWorld } from '../../support/bad-input/strict-world.ts'

/** A few seconds' work, and many times that where others work on the same machine. */
const patient = { timeout: 60_000 }

const seed = 20_261_125

const headers = { 'idempotency-key': 'key-1' }

const without = (members: readonly Member[], ...names: readonly string[]): readonly Member[] =>
  members.filter(([name]) => !names.includes(name))

/** The caller agrees to the amount, so that Twilio is sent the form of the payment. */
async function formAfterYes(strict: StrictWorld): Promise<string | undefined> {
  const [session] = strict.stores.sessions.all()
  const yes = session === undefined ? null : onward(session)
  if (yes !== null) await strict.send(yes.route, yes.event)
  return strict.forms[0]?.form.toString()
}

const storedIn = ({ stores }: StrictWorld): readonly Pick<Session, 'purchase' | 'terms'>[] =>
  stores.sessions.all().map(({ purchase, terms }) => ({ purchase, terms }))

describe('the query of a voice URL', () => {
  test('that says the same as a body starts the same payment', patient, async () => {
    await fc.assert(
      fc.asyncProperty(rightMembers, async (members) => {
        const said = without(members, 'mode', 'callSid')
        const [byClient, byCall] = [aStrictWorld(), aStrictWorld()]
        const told: readonly Member[] = [
          ...said,
          ['mode', '"guided"'],
          ['callSid', JSON.stringify(aCallSid())],
        ]
        await byClient.send('start-session', { headers, body: bodyOf(told) })
        await byCall.send('answer-call', {
          queryStringParameters: queryOf(said),
          ...formEvent(new URLSearchParams({ CallSid: aCallSid() })),
        })

        expect(storedIn(byCall)).toEqual(storedIn(byClient))
        const form = await formAfterYes(byClient)
        expect(form).toContain('PaymentConnector=')
        expect(await formAfterYes(byCall)).toBe(form)
      }),
      { numRuns: 400, seed },
    )
  })
})

describe('a start that is sent again with its key', () => {
  const again = async (first: string, second: string) => {
    const strict = aStrictWorld()
    const started = await strict.send('start-session', { headers, body: first })
    const answer = await strict.send('start-session', { headers, body: second })
    return { strict, started, answer }
  }

  test('is the same start, whatever the order of its members', async () => {
    const twice = rightMembers.chain((members) =>
      fc.tuple(fc.constant(members), inAnyOrder(members)),
    )

    await fc.assert(
      fc.asyncProperty(twice, async ([first, second]) => {
        const { strict, started, answer } = await again(bodyOf(first), bodyOf(second))

        expect(answer).toEqual(started)
        expect([started.statusCode, strict.forms.length <= 1]).toEqual([201, true])
        expect(strict.stores.sessions.all()).toHaveLength(1)
      }),
      { numRuns: 400, seed },
    )
  })

  test('is the same start, whatever the order of what the connector is given', async () => {
    const start = (parameter: object) =>
      JSON.stringify({
        mode: 'assisted',
        callSid: aCallSid(),
        amount: '42.50',
        currency: 'USD',
        reference: 'INV-1001',
        parameter,
      })

    const { started, answer } = await again(start({ a: 1, b: 2 }), start({ b: 2, a: 1 }))

    expect(started.statusCode).toBe(201)
    expect(answer).toEqual(started)
  })

  test('is another request when any member says something else', async () => {
    const changed = rightMembers.filter((members) => members.some(([name]) => name === 'reference'))

    await fc.assert(
      fc.asyncProperty(changed, async (members) => {
        const other: readonly Member[] = [
          ...without(members, 'reference'),
          ['reference', '"Other"'],
        ]
        const { strict, answer } = await again(bodyOf(members), bodyOf(other))

        expect(answer.statusCode).toBe(422)
        expect(strict.stores.sessions.all()).toHaveLength(1)
      }),
      { numRuns: 200, seed },
    )
  })

  test('finds its session again when the call is written in another case', async () => {
    const strict = aStrictWorld()
    const digits = 'abcdef0123456789abcdef0123456789'
    const start = (callSid: string, key: string) =>
      strict.send('start-session', {
        headers: { 'idempotency-key': key },
        body: JSON.stringify({
          mode: 'assisted',
          callSid,
          amount: '1.00',
          currency: 'USD',
          reference: 'A',
        }),
      })

    expect((await start(`CA${digits}`, 'key-1')).statusCode).toBe(201)
    expect((await start(`CA${digits.toUpperCase()}`, 'key-2')).statusCode).toBe(409)
  })
})
