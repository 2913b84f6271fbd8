import { describe, expect, test } from 'vitest'
import { problemAnswer, problems } from '../../../lambda/http/problem.ts'

describe('a problem', () => {
  test('is answered in the form of RFC 9457', () => {
    const answer = problemAnswer({
      code: 'invalid-request',
      detail: 'Nothing was done. Wrong: amount.',
      errors: [{ field: 'amount', must: 'be more than zero' }],
    })

    expect(answer.statusCode).toBe(400)
    expect(answer.headers).toEqual({ 'content-type': 'application/problem+json' })
    expect(JSON.parse(answer.body ?? '')).toEqual({
      type: 'urn:ivr-payment-flow:problem:invalid-request',
      title: 'The request is not as it must be.',
      status: 400,
      detail: 'Nothing was done. Wrong: amount.',
      errors: [{ field: 'amount', must: 'be more than zero' }],
    })
  })

  test('says when to come back, where that helps', () => {
    const answer = problemAnswer({ code: 'lost-race', detail: 'Again.', retryAfterSeconds: 1 })

    expect(answer.statusCode).toBe(409)
    expect(answer.headers).toMatchObject({ 'retry-after': '1' })
  })

  test('can say more, and not otherwise what it is', () => {
    const answer = problemAnswer({ code: 'refused', detail: 'No.', more: { refusal: 'stale' } })

    expect(JSON.parse(answer.body ?? '')).toMatchObject({ refusal: 'stale', status: 409 })
  })

  test('has a status of HTTP and a whole sentence for a title', () => {
    const odd = Object.entries(problems).filter(
      ([, { status, title }]) => status < 400 || status > 599 || !/^[A-Z].*\.$/.test(title),
    )

    expect(odd).toEqual([])
  })

  test.each([
    ['invalid-request', 400],
    ['signature-refused', 403],
    ['unknown-session', 404],
    ['refused', 409],
    ['request-in-progress', 409],
    ['body-too-large', 413],
    ['key-reused', 422],
    ['unexpected-error', 500],
    ['storage-unavailable', 503],
    ['twilio-unavailable', 503],
  ] as const)('%s is %i', (code, status) => {
    expect(problemAnswer({ code, detail: '' }).statusCode).toBe(status)
  })
})
