import { createServer, type IncomingHttpHeaders } from 'node:http'
import { describe, expect, onTestFinished, test } from 'vitest'
import {
  connectToLambda,
  LookUpFunction,
} from '../../../lambda/adapters/lambda/look-up-function.ts'
import type { Session } from '../../../lambda/domain/session/session.ts'
import { close, listen } from '../../../local/listen.ts'
import { aPaymentSid, aSessionId, at } from '../../support/a-session.ts'
import { sessionIn } from '../../support/sessions-in.ts'

const functionArn = 'arn:aws:lambda:eu-west-1:111122223333:function:look-up'

interface Lambda {
  readonly payload: string
  readonly headers?: IncomingHttpHeaders
  readonly status?: number
  readonly isMute?: boolean
}

/** A Lambda service in which one function answers like this. */
async function asking(lambda: Lambda, session: Session = sessionIn('unresolved')) {
  const invoked: Array<{ readonly path: string; readonly body: string }> = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString()
    })
    request.on('end', () => {
      invoked.push({ path: decodeURIComponent(request.url ?? ''), body })
      if (lambda.isMute) return
      response.writeHead(lambda.status ?? 200, lambda.headers ?? {}).end(lambda.payload)
    })
  })
  const port = await listen({ server, port: 0, name: 'Lambda', portVariable: 'PORT' })
  onTestFinished(() => close(server))
  const endpoint = `http://127.0.0.1:${port}`
  const connect = () => connectToLambda({ endpoint, answerWithinMs: 200 })
  const answer = await new LookUpFunction({ functionArn, connect }).ask({
    session,
    from: at(-600_000),
    to: at(750_000),
  })
  return { answer, invoked }
}

describe('the question to the look-up function', () => {
  test('names all that a processor can be searched by, and nothing of the card', async () => {
    const card = { brand: 'visa', lastFour: '1111' }
    const { invoked } = await asking(
      { payload: '{"outcome":"not-known"}' },
      sessionIn('unresolved', { attempt: 2, card }),
    )

    const [question] = invoked
    expect(question?.path).toBe(`/2015-03-31/functions/${functionArn}/invocations`)
    expect(JSON.parse(question?.body ?? '')).toEqual({
      sessionId: aSessionId(),
      merchant: 'default',
      reference: 'INV-1001',
      description: null,
      amount: '42.50',
      currency: 'USD',
      attempts: [{ attempt: 1 }, { attempt: 2, paymentSid: aPaymentSid() }],
      from: '2026-11-23T11:50:00.000Z',
      to: '2026-11-23T12:12:30.000Z',
      callSid: 'CA00000000000000000000000000000001',
    })
  })
})

describe('the answer of the look-up function', () => {
  test.each([
    { outcome: 'charged', confirmationCode: 'ch_7Yx' },
    { outcome: 'not-charged' },
    { outcome: 'not-known' },
  ])('is taken as it is: %o', async (said) => {
    const { answer } = await asking({ payload: JSON.stringify({ ...said, more: 'ignored' }) })

    expect(answer).toEqual(said)
  })

  test('loses a card number that it calls the charge by', async () => {
    const said = { outcome: 'charged', confirmationCode: '4111111111111111' }

    const { answer } = await asking({ payload: JSON.stringify(said) })

    expect(answer).toEqual({ outcome: 'charged', confirmationCode: '…1111' })
  })

  test.each([
    'null',
    '',
    'not JSON',
    '"charged"',
    '{"outcome":"charged"}',
    '{"outcome":"charged","confirmationCode":""}',
    '{"outcome":"charged","confirmationCode":7}',
    JSON.stringify({ outcome: 'charged', confirmationCode: 'x'.repeat(101) }),
    '{"outcome":"refunded"}',
    '[{"outcome":"not-charged"}]',
    '{"errorMessage":"no such function"}',
  ])('is none when it is something else: %s', async (payload) => {
    const { answer } = await asking({ payload })

    expect(answer).toEqual({ outcome: 'no-answer', errorName: 'AnswerUnreadable' })
  })

  test('is none when the function failed, whatever its error reads like', async () => {
    const payload = '{"outcome":"not-charged"}'

    const { answer } = await asking({ payload, headers: { 'x-amz-function-error': 'Unhandled' } })

    expect(answer).toEqual({ outcome: 'no-answer', errorName: 'FunctionError' })
  })

  test.each([403, 404, 429, 500])(
    'is none when Lambda says %i, and is asked once',
    async (status) => {
      const { answer, invoked } = await asking({ payload: '{}', status })

      expect(answer).toMatchObject({ outcome: 'no-answer' })
      expect(invoked).toHaveLength(1)
    },
  )

  test('is none when it does not come in time', async () => {
    const { answer, invoked } = await asking({ payload: '', isMute: true })

    expect(answer).toEqual({ outcome: 'no-answer', errorName: 'TimeoutError' })
    expect(invoked).toHaveLength(1)
  })
})
