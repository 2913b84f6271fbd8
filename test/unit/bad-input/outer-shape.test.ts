import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { GatewayAnswer, GatewayEvent } from '../../../lambda/http/gateway-types.ts'
import type { RouteName } from '../../../lambda/routes.ts'
import { aCallSid, aSessionId } from '../../support/a-session.ts'
import { answerFault, fieldsWrongIn } from '../../support/bad-input/answers.ts'
import { oddJson, oddText, strangeName } from '../../support/bad-input/odd.ts'
import { formEvent } from '../../support/bad-input/requests.ts'
import { aStrictWorld } from '../../support/bad-input/strict-world.ts'

const seed = 20_261_127

const start = JSON.stringify({
  mode: 'assisted',
  callSid: aCallSid(),
  amount: '42.50',
  currency: 'USD',
  reference: 'INV-1001',
})

/** The request to a world in which one session has a payment that may go on. */
async function afterStart(route: RouteName, event: Partial<GatewayEvent>): Promise<GatewayAnswer> {
  const strict = aStrictWorld()
  await strict.send('start-session', { headers: { 'idempotency-key': 'key-1' }, body: start })
  const pathParameters = { sessionId: aSessionId(101) }
  const before = [strict.changes(), strict.forms.length]
  const answer = await strict.send(route, { pathParameters, ...event })
  if ((answer.statusCode ?? 0) >= 400) {
    expect([strict.changes(), strict.forms.length]).toEqual(before)
  }
  return answer
}

describe('an Idempotency-Key', () => {
  test('is 1 to 255 visible characters, or the request is refused', async () => {
    const key = fc.oneof(oddText, fc.string({ minLength: 250, maxLength: 260, unit: 'grapheme' }))

    await fc.assert(
      fc.asyncProperty(key, async (given) => {
        const headers = { 'idempotency-key': given }
        const answer = await afterStart('cancel-session', { headers, body: '' })

        const isVisible = [...given].every((each) => each > ' ' && each < '\u007f')
        const isRight = isVisible && given.length >= 1 && given.length <= 255
        expect([answer.statusCode, fieldsWrongIn(answer)]).toEqual(
          isRight ? [202, []] : [400, ['header.Idempotency-Key']],
        )
      }),
      { numRuns: 300, seed },
    )
  })

  test.each(['start-session', 'request-capture', 'complete-session', 'cancel-session'] as const)(
    'is needed for %s, whatever other header there is',
    async (route) => {
      const headers = { idempotencykey: 'a', 'x-idempotency-key': 'b' }
      const answer = await afterStart(route, { headers, body: '{}' })

      expect([answer.statusCode, fieldsWrongIn(answer)]).toEqual([400, ['header.Idempotency-Key']])
    },
  )
})

describe('a request that says all by its path', () => {
  const headers = { 'idempotency-key': 'key-2' }

  test('has no members', async () => {
    const routes = fc.constantFrom('complete-session' as const, 'cancel-session' as const)

    await fc.assert(
      fc.asyncProperty(routes, strangeName, oddJson, async (route, name, json) => {
        const body = `{${JSON.stringify(name)}:${json}}`
        const answer = await afterStart(route, { headers, body })

        expect([answer.statusCode, fieldsWrongIn(answer)]).toEqual([400, ['body']])
      }),
      { numRuns: 300, seed },
    )
  })

  test('asks for one field, and for nothing besides', async () => {
    const field = '"field":"payment-card-number"'

    await fc.assert(
      fc.asyncProperty(strangeName, oddJson, async (name, json) => {
        fc.pre(name !== 'field')
        const body = `{${field},${JSON.stringify(name)}:${json}}`
        const answer = await afterStart('request-capture', { headers, body })

        expect([answer.statusCode, fieldsWrongIn(answer)]).toEqual([400, [name]])
      }),
      { numRuns: 300, seed },
    )
  })
})

describe('a body', () => {
  const takesBody = [
    ...(['start-session', 'request-capture', 'complete-session', 'cancel-session'] as const),
    ...(['receive-callback', 'answer-call', 'take-turn', 'note-call-status'] as const),
  ]
  const headers = { 'idempotency-key': 'key-2' }

  test.each(takesBody)('of more than 16 KB is too large for %s, in any encoding', async (route) => {
    const tooLarge = ['x'.repeat(16_385), 'ü'.repeat(8_193), `{"a":"${'x'.repeat(16_384)}"}`]

    for (const body of tooLarge) {
      const base64 = { body: Buffer.from(body).toString('base64'), isBase64Encoded: true }
      expect((await afterStart(route, { headers, body })).statusCode).toBe(413)
      expect((await afterStart(route, { headers, ...base64 })).statusCode).toBe(413)
    }
    expect((await afterStart(route, { headers, body: 'x'.repeat(16_384) })).statusCode).not.toBe(
      413,
    )
  })
})

test('a turn that remembers anything at all is taken, and forgets what cannot be', async () => {
  const remembered = fc.record({ silences: oddText, quiet: oddText })

  await fc.assert(
    fc.asyncProperty(remembered, async (query) => {
      const strict = aStrictWorld()
      const form = formEvent(new URLSearchParams({ CallSid: aCallSid() }))
      const paid = { amount: '42.50', currency: 'USD', reference: 'INV-1001' }
      await strict.send('answer-call', { queryStringParameters: paid, ...form })

      const answer = await strict.send('take-turn', {
        pathParameters: { sessionId: aSessionId(101) },
        queryStringParameters: { key: 'offered-1', ...query },
        ...form,
      })

      expect([answer.statusCode, answerFault(answer)]).toEqual([200, null])
    }),
    { numRuns: 300, seed },
  )
})
