import { describe, expect, test } from 'vitest'
import { bodyText } from '../../../lambda/http/bounded-body.ts'
import {
  parseEmptyBody,
  parseFormBody,
  parseIdempotencyKey,
  parseJsonBody,
  parseSessionPath,
} from '../../../lambda/http/parse-request.ts'
import { aSessionId } from '../../support/a-session.ts'
import { aGatewayEvent } from '../../support/http/a-gateway-event.ts'
import { problemOf } from '../../support/http/problem-of.ts'

const KB = 1_024

describe('a body', () => {
  test('may have 16 KB, and not a byte more', () => {
    const body = 'x'.repeat(16 * KB)

    expect(bodyText(aGatewayEvent({ body }))).toBe(body)
    expect(problemOf(() => bodyText(aGatewayEvent({ body: `${body}x` })))).toMatchObject({
      code: 'body-too-large',
    })
  })

  test('is measured in bytes', () => {
    const body = 'ü'.repeat(8 * KB + 1)

    expect(problemOf(() => bodyText(aGatewayEvent({ body }))).code).toBe('body-too-large')
  })

  test('is measured after base64, as the API delivers forms', () => {
    const encoded = (size: number) =>
      aGatewayEvent({ body: Buffer.alloc(size, 'x').toString('base64'), isBase64Encoded: true })

    expect(bodyText(encoded(16 * KB))).toHaveLength(16 * KB)
    expect(problemOf(() => bodyText(encoded(16 * KB + 1))).code).toBe('body-too-large')
  })

  test('of JSON is read, and none is the empty object', () => {
    expect(parseJsonBody(aGatewayEvent({ body: '{"a":[1]}' }))).toEqual({ a: [1] })
    expect(parseJsonBody(aGatewayEvent())).toEqual({})
  })

  test.each(['{', 'amount=1', 'undefined', '{"a":1}}'])('%j is no JSON', (body) => {
    expect(problemOf(() => parseJsonBody(aGatewayEvent({ body })))).toEqual({
      code: 'invalid-request',
      detail: 'Nothing was done. Wrong: body.',
      errors: [{ field: 'body', must: 'be a JSON object' }],
    })
  })

  test.each(['{"amount":"1"}', '[1]', '1', 'null'])(
    'that would be ignored, such as %s, is refused',
    (body) => {
      expect(problemOf(() => parseEmptyBody(aGatewayEvent({ body }))).code).toBe('invalid-request')
    },
  )

  test.each([undefined, '', '{}', ' {} '])('%j counts as empty', (body) => {
    expect(() => parseEmptyBody(aGatewayEvent(body === undefined ? {} : { body }))).not.toThrow()
  })
})

describe('a form', () => {
  test('keeps its order, its blank values and its repetitions', () => {
    const body = 'B=2&A=&B=1&C&D=%20a%2Bb+c%C3%BC'

    expect(parseFormBody(aGatewayEvent({ body }))).toEqual([
      ['B', '2'],
      ['A', ''],
      ['B', '1'],
      ['C', ''],
      ['D', ' a+b cü'],
    ])
  })

  test('is the same in base64', () => {
    const plain = 'Sid=PK1&Result='
    const body = Buffer.from(plain).toString('base64')

    const encoded = parseFormBody(aGatewayEvent({ body, isBase64Encoded: true }))

    expect(encoded).toEqual(parseFormBody(aGatewayEvent({ body: plain })))
  })
})

describe('an Idempotency-Key', () => {
  test.each(['a', 'x'.repeat(255), '!~', '0e7c-1'])('%s is one', (key) => {
    const event = aGatewayEvent({ headers: { 'idempotency-key': key } })

    expect(parseIdempotencyKey(event)).toBe(key)
  })

  test.each([undefined, '', ' ', 'a b', 'x'.repeat(256), 'ü', 'a\n', '\t'])(
    '%j is none, and the problem names the header',
    (key) => {
      const event = aGatewayEvent({ headers: key === undefined ? {} : { 'idempotency-key': key } })

      expect(problemOf(() => parseIdempotencyKey(event))).toMatchObject({
        code: 'invalid-request',
        errors: [{ field: 'header.Idempotency-Key' }],
      })
    },
  )
})

describe('a path', () => {
  test('names its session', () => {
    const event = aGatewayEvent({ pathParameters: { sessionId: aSessionId(3) } })

    expect(parseSessionPath(event)).toBe(aSessionId(3))
  })

  test.each([undefined, '', '../secrets', `${aSessionId()}0`, 'x'.repeat(9_999)])(
    'that cannot be an id, such as %j, is the id of nothing',
    (sessionId) => {
      const event = aGatewayEvent(sessionId === undefined ? {} : { pathParameters: { sessionId } })

      const problem = problemOf(() => parseSessionPath(event))

      expect(problem.code).toBe('unknown-session')
      expect(problem.detail.length).toBeLessThan(200)
    },
  )
})
