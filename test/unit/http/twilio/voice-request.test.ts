import { describe, expect, test } from 'vitest'
import { callOf, turnOf } from '../../../../lambda/http/twilio/voice-request.ts'
import { aCallSid } from '../../../support/a-session.ts'
import { aGatewayEvent } from '../../../support/http/a-gateway-event.ts'
import { problemOf } from '../../../support/http/problem-of.ts'

const turnIn = (queryStringParameters: Record<string, string>) =>
  turnOf(aGatewayEvent({ queryStringParameters }))

describe('what a turn remembers', () => {
  test('is read from its URL', () => {
    expect(turnIn({ key: 'postal-code-1-0', silences: '2', quiet: '18' })).toEqual({
      key: 'postal-code-1-0',
      silences: 2,
      quietSeconds: 18,
    })
  })

  test('is nothing at first', () => {
    expect(turnOf(aGatewayEvent())).toEqual({ key: '', silences: 0, quietSeconds: 0 })
  })

  test.each(['-1', '1.5', 'NaN', '', 'x', '1e99', 'Infinity'])('does not count %j', (silences) => {
    expect(turnIn({ silences, quiet: silences })).toMatchObject({ silences: 0, quietSeconds: 0 })
  })

  test('is bounded, since an old URL may come back', () => {
    expect(turnIn({ silences: '9999', quiet: '9999' })).toMatchObject({
      silences: 3,
      quietSeconds: 60,
    })
  })
})

describe('the call of a webhook', () => {
  test('is named by Twilio', () => {
    expect(callOf(new Map([['CallSid', aCallSid()]]))).toBe(aCallSid())
  })

  test.each([[], [['CallSid', '']], [['CallSid', 'CA1']]] as const)(
    'is a problem when it is not: %j',
    (...parameters) => {
      const given = new Map(parameters.filter((pair) => pair !== undefined))

      expect(problemOf(() => callOf(given))).toMatchObject({ errors: [{ field: 'CallSid' }] })
    },
  )
})
