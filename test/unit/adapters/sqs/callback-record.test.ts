import { describe, expect, test } from 'vitest'
import {
  readCallback,
  sameCallbackId,
  writeCallback,
} from '../../../../lambda/adapters/sqs/callback-record.ts'
import type { Told } from '../../../../lambda/domain/session/event.ts'
import type { QueuedCallback } from '../../../../lambda/ports/outage/callback-queue.ts'
import { aSessionId, NOON } from '../../../support/a-session.ts'
import { everyEvent } from '../../../support/every-event.ts'
import { sessionIn } from '../../../support/sessions-in.ts'

const types = [
  'payment-opened',
  'payment-not-opened',
  'field-captured',
  'field-rejected',
  'payment-succeeded',
  'payment-cancelled',
  'payment-refused',
  'payment-ended',
] as const satisfies ReadonlyArray<Told['type']>

const toldOf = (type: Told['type']): Told => {
  const { at: _, ...told } = everyEvent(sessionIn('capturing'))[type]
  return told
}

const queued = (told: Told, more: Partial<QueuedCallback> = {}): QueuedCallback => ({
  sessionId: aSessionId(),
  told,
  signers: ['default'],
  receivedAt: NOON,
  ...more,
})

const succeeded = (sealedToken: string | null) =>
  queued({
    ...everyEvent(sessionIn('completing'))['payment-succeeded'],
    sealedToken,
  })

describe('a callback in the queue', () => {
  test.each(types)('comes out as it went in: %s', (type) => {
    const callback = queued(toldOf(type))

    expect(readCallback(writeCallback(callback))).toEqual(callback)
  })

  test('has a card or an account only as far as it may be shown', () => {
    const card = { brand: 'visa', lastFour: '1111', number: '4111111111111111' }
    const shown = { ...everyEvent(sessionIn('capturing'))['field-captured'], card }

    expect(writeCallback(queued(shown))).not.toContain('4111111111111111')
  })

  test.each([
    ['no JSON', 'sesame'],
    ['nothing', ''],
    ['a list', '[]'],
    ['null', 'null'],
    ['another version', writeCallback(queued(toldOf('payment-opened'))).replace(':1,', ':2,')],
    ['an event of tomorrow', writeCallback(succeeded(null)).replace('succeeded', 'postponed')],
    ['a session that is none', writeCallback(succeeded(null)).replace('ps_', 'xx_')],
    ['a time that is none', writeCallback(succeeded(null)).replace(`${NOON}`, '-1')],
    ['a payment that is none', writeCallback(succeeded(null)).replace('PK', 'CA')],
    ['a step that is none', writeCallback(succeeded(null)).replace('"step":6', '"step":"6"')],
  ])('is not read when it is %s', (_, body) => {
    expect(readCallback(body)).toBeNull()
  })
})

describe('the id by which repetitions are known', () => {
  test('is the same for the same callback, whenever it comes and however it is sealed', () => {
    const ids = [
      succeeded('sealed once'),
      succeeded('sealed twice'),
      { ...succeeded('sealed again'), receivedAt: NOON, signers: ['default', 'berlin'] },
    ].map(sameCallbackId)

    expect(new Set(ids).size).toBe(1)
  })

  test('is another for anything else that Twilio may tell', () => {
    const ended = everyEvent(sessionIn('completing'))['payment-ended']
    const callbacks = [
      ...types.map((type) => queued(toldOf(type))),
      succeeded('sealed'),
      queued(toldOf('payment-opened'), { sessionId: aSessionId(2) }),
      queued({ ...ended, reason: 'caller-hung-up' }),
      queued({ ...ended, step: 7 }),
      queued({ ...ended, attempt: 2 }),
    ]

    expect(new Set(callbacks.map(sameCallbackId)).size).toBe(callbacks.length)
  })

  test('is one that SQS takes', () => {
    expect(sameCallbackId(succeeded(null))).toMatch(/^[\x21-\x7e]{40,128}$/)
  })
})
