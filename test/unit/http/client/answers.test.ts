import { describe, expect, test } from 'vitest'
import type { Receipt } from '../../../../lambda/domain/session/client-key.ts'
import { refuse } from '../../../../lambda/domain/session/refusal.ts'
import { answerAdvanced, answerStarted } from '../../../../lambda/http/client/answers.ts'
import { sentenceOf } from '../../../../lambda/http/client/twilio-refusals.ts'
import { problemAnswer } from '../../../../lambda/http/problem.ts'
import { aCallSid, aSessionId, at } from '../../../support/a-session.ts'
import { problemOf } from '../../../support/http/problem-of.ts'
import { sessionIn } from '../../../support/sessions-in.ts'

const key = 'key-1'
const asked = { sessionId: aSessionId(), key }
const receipt: Receipt = { status: 'completing', attempt: 1, step: 6, outcome: 'accepted' }

const withReceipt = (outcome: Receipt['outcome']) =>
  sessionIn('completing', {
    pending: null,
    keys: [{ key, fingerprint: 'f', receipt: { ...receipt, outcome } }],
  })

describe('a change that was taken', () => {
  test('is answered by its receipt', () => {
    const { statusCode, body } = answerAdvanced(
      { result: 'advanced', session: withReceipt('accepted') },
      asked,
    )

    expect(statusCode).toBe(202)
    expect(JSON.parse(body ?? '')).toEqual({
      sessionId: aSessionId(),
      status: 'completing',
      attempt: 1,
      step: 6,
    })
  })

  test('whose answer from Twilio is out is told so, the first time as every time', () => {
    const { pending } = sessionIn('completing')
    const session = { ...withReceipt('accepted'), pending }

    const first = problemOf(() => answerAdvanced({ result: 'advanced', session }, asked))
    const replay = problemOf(() => answerAdvanced({ result: 'in-flight' }, asked))

    expect(first.code).toBe('request-in-progress')
    expect(problemAnswer(first)).toEqual(problemAnswer(replay))
  })

  test('is answered with the same bytes when it comes again, whatever came of it', () => {
    const first = answerAdvanced({ result: 'advanced', session: withReceipt('accepted') }, asked)
    const replay = answerAdvanced(
      { result: 'replayed', session: sessionIn('succeeded'), receipt },
      asked,
    )

    expect(replay).toEqual(first)
  })

  test.each([
    { outcome: { refused: 64019 }, code: 'twilio-refused', more: { twilioCode: 64019 } },
    { outcome: 'unsent', code: 'twilio-unavailable', more: { sessionId: aSessionId() } },
    { outcome: { unsent: 20429 }, code: 'twilio-unavailable', more: { twilioCode: 20429 } },
  ] as const)(
    'and then answered by Twilio with $outcome is a problem',
    ({ outcome, ...problem }) => {
      const first = problemOf(() =>
        answerAdvanced({ result: 'advanced', session: withReceipt(outcome) }, asked),
      )
      const replay = problemOf(() =>
        answerAdvanced(
          { result: 'replayed', session: sessionIn('failed'), receipt: { ...receipt, outcome } },
          asked,
        ),
      )

      expect(first).toMatchObject(problem)
      expect(problemAnswer(replay)).toEqual(problemAnswer(first))
    },
  )
})

describe('a change that was not taken', () => {
  test('says why, and which statuses and fields would do', () => {
    const session = sessionIn('collecting', { mode: 'assisted', captured: [] })
    const refusal = refuse('fields-missing', { fields: ['postal-code'] })

    const problem = problemOf(() => answerAdvanced({ result: 'refused', session, refusal }, asked))

    expect(problem).toMatchObject({
      code: 'refused',
      more: { refusal: 'fields-missing', sessionStatus: 'collecting', fields: ['postal-code'] },
    })
    expect(problem.more).not.toHaveProperty('allowedIn')
  })

  test.each([
    ['in-flight', 'request-in-progress', 409],
    ['key-reused', 'key-reused', 422],
    ['unknown-session', 'unknown-session', 404],
    ['lost-race', 'lost-race', 409],
  ] as const)('for being %s is %s', (result, code, status) => {
    const problem = problemOf(() => answerAdvanced({ result }, asked))

    expect(problem.code).toBe(code)
    expect(problemAnswer(problem).statusCode).toBe(status)
  })
})

describe('a start', () => {
  test('is answered 201 with the place of the session', () => {
    const session = sessionIn('offered')

    const { statusCode, headers } = answerStarted({ result: 'started', session }, key)

    expect(statusCode).toBe(201)
    expect(headers).toMatchObject({ location: `/sessions/${aSessionId()}` })
  })

  test('is answered with the same bytes when it comes again', () => {
    const session = withReceipt('accepted')

    const first = answerStarted({ result: 'started', session }, key)
    const replay = answerStarted({ result: 'replayed', session, receipt }, key)

    expect(replay).toEqual(first)
  })

  test('on a call that is taken names the session that has it', () => {
    const taken = { result: 'call-taken', sessionId: aSessionId(7) } as const

    expect(problemOf(() => answerStarted(taken, key))).toMatchObject({
      code: 'call-taken',
      more: { sessionId: aSessionId(7) },
    })
  })

  test('after one that did not get to its end names no session, but the call and when', () => {
    const unfinished = {
      result: 'start-unfinished',
      callSid: aCallSid(),
      freeAt: at(21 * 60_000 + 1),
    } as const
    const freeAt = '2026-11-23T12:21:00.001Z'

    const problem = problemOf(() => answerStarted(unfinished, key))

    expect(problem).toMatchObject({ code: 'start-unfinished' })
    expect(problem.more).toEqual({ callSid: aCallSid(), freeAt })
    expect(problem.detail).toContain(`call ${aCallSid()}`)
    expect(problem.detail).toContain(`from ${freeAt} on`)
    expect(problem.detail).not.toContain('ps_')
    expect(problemAnswer(problem).statusCode).toBe(409)
  })

  test.each(['key-reused', 'in-flight', 'lost-race'] as const)(
    'that is %s is a problem',
    (result) => {
      const started = { result, sessionId: aSessionId() }
      expect(problemOf(() => answerStarted(started, key)).detail).not.toBe('')
    },
  )
})

test('a refusal of Twilio’s that is not listed is passed on with its code', () => {
  expect(sentenceOf(64_999)).toContain('64999')
  expect(sentenceOf(21_220)).toContain('not in progress')
})
