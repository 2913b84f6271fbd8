import { describe, expect, test } from 'vitest'
import { aPaymentSid, aSession, at } from '../../../support/a-session.ts'
import { decided, refusalOf } from '../../../support/decided.ts'
import { everyEvent } from '../../../support/every-event.ts'
import { dueFor } from '../../../support/memory/due.ts'
import { owing, sessionIn } from '../../../support/sessions-in.ts'

const create = { type: 'create', attempt: 1, step: 1, replaces: null } as const

describe('an offer that the caller agrees to', () => {
  test('records the create of the first attempt as step 1', () => {
    const offered = aSession()

    const starting = decided(offered, everyEvent(offered)['consent-given'])

    expect(starting.pending).toEqual({
      command: { type: 'create', attempt: 1, step: 1, replaces: null },
      recordedAt: at(1_000),
      redrives: 0,
      uncertain: false,
    })
  })

  test('forgets the decline that led to it', () => {
    const again = aSession({
      attempt: 2,
      declines: 1,
      problem: { kind: 'declined', twilioCode: 64012 },
      state: { status: 'offered', offer: 'another-card', replaces: null },
    })

    const starting = decided(again, everyEvent(again)['consent-given'])

    expect(starting.problem).toBeNull()
    expect(starting.declines).toBe(1)
  })
})

describe('a session that is starting', () => {
  test.each(['payment-opened', 'command-accepted'] as const)(
    'opens the first field at once in guided mode, by %s',
    (type) => {
      const starting = sessionIn('starting')

      const capturing = decided(starting, everyEvent(starting)[type])

      expect(capturing.state).toEqual({
        status: 'capturing',
        paymentSid: aPaymentSid(),
        field: 'payment-card-number',
        captureStep: 2,
      })
      expect(capturing.pending?.command.type).toBe('capture')
    },
  )

  test('ignores the answer to its create once the callback has overtaken it', () => {
    const starting = sessionIn('starting', { mode: 'assisted' })
    const events = everyEvent(starting)

    const opened = decided(starting, events['payment-opened'])
    const answered = decided(opened, events['command-accepted'])
    const refused = decided(opened, events['command-refused'])

    expect(answered).toBe(opened)
    expect(refused).toBe(opened)
  })

  test('waits when its uncertain create is told that a payment is open already', () => {
    const starting = sessionIn('starting', { pending: owing(create, { uncertain: true }) })
    const refused = { ...everyEvent(starting)['command-refused'], twilioCode: 64021 }

    expect(decided(starting, refused)).toBe(starting)
    expect(decided(starting, { ...refused, sure: false })).toBe(starting)
  })

  test('fails when a create that was sent once is told that a payment is open already', () => {
    const starting = sessionIn('starting')
    const refused = { ...everyEvent(starting)['command-refused'], twilioCode: 64021 }

    const failed = decided(starting, refused)

    expect(failed.state).toEqual({ status: 'failed', reason: 'session-in-progress' })
    expect(failed.problem).toEqual({ kind: 'refused', twilioCode: 64021 })
  })

  test.each([
    { mode: 'guided', code: 21220, reason: 'caller-hung-up' },
    { mode: 'assisted', code: 21220, reason: 'call-not-in-progress' },
    { mode: 'assisted', code: 20404, reason: 'call-not-in-progress' },
    { mode: 'assisted', code: 64004, reason: 'refused-by-twilio' },
  ] as const)('in $mode mode fails as $reason by code $code', ({ mode, code, reason }) => {
    const starting = sessionIn('starting', { mode })
    const refused = { ...everyEvent(starting)['command-refused'], twilioCode: code }

    expect(decided(starting, refused).state).toEqual({ status: 'failed', reason })
  })

  test('fails as unavailable when the create certainly never reached Twilio', () => {
    const starting = sessionIn('starting')

    const failed = decided(starting, everyEvent(starting)['command-unsent'])

    expect(failed.state).toEqual({ status: 'failed', reason: 'twilio-unavailable' })
    expect(failed.problem).toEqual({ kind: 'unsent' })
    expect(failed.pending).toBeNull()
  })

  test('remembers once that its create may have been executed', () => {
    const starting = sessionIn('starting')
    const { 'command-uncertain': uncertain } = everyEvent(starting)

    const remembering = decided(starting, uncertain)

    expect(remembering.pending?.uncertain).toBe(true)
    expect(decided(remembering, uncertain)).toBe(remembering)
  })
})

describe('a payment that opens after its session has ended', () => {
  const starting = sessionIn('starting')
  const cancelled = decided(starting, everyEvent(starting)['cancel-requested'])

  test('is closed', () => {
    const byCallback = decided(cancelled, everyEvent(cancelled)['payment-opened'])
    const closing = decided(cancelled, everyEvent(cancelled)['command-accepted'])

    expect(byCallback).toEqual(closing)
    expect(closing.state).toEqual({ status: 'cancelled', by: 'client' })
    expect(closing.pending?.command).toEqual({
      type: 'cancel',
      attempt: 1,
      step: 2,
      paymentSid: aPaymentSid(),
    })
  })

  test('is closed once, however often it is told', () => {
    const { 'payment-opened': opened, 'command-accepted': accepted } = everyEvent(cancelled)

    const closing = decided(cancelled, opened)
    const closed = decided(closing, { ...accepted, step: 2 })

    expect(decided(closing, opened)).toBe(closing)
    expect(closed.pending).toBeNull()
    expect(decided(closed, opened)).toBe(closed)
    expect(decided(closed, { ...opened, step: 2 })).toBe(closed)
  })

  test('is not waited for longer than its create is', () => {
    const later = decided(cancelled, everyEvent(cancelled, 25_000)['time-passed'])

    expect(later.pending).toBeNull()
    expect(later.state).toEqual(cancelled.state)
  })

  test('is left alone when it is of an earlier attempt', () => {
    const later = sessionIn('failed', { attempt: 2 })
    const opened = { ...everyEvent(later)['payment-opened'], attempt: 1 }

    expect(refusalOf(later, opened)).toBe('stale')
  })
})

describe('a payment that opens after its create was given up', () => {
  const uncertain = sessionIn('starting', { pending: owing(create, { uncertain: true }) })
  const started = everyEvent(uncertain, 25_000)
  const silent = sessionIn('starting', {
    pending: owing(create, { uncertain: true, redrives: 5 }),
  })
  const cancelled = decided(uncertain, started['cancel-requested'])
  const closing = { type: 'cancel', attempt: 1, step: 2, paymentSid: aPaymentSid() }
  const ends = {
    'after the last try': decided(silent, everyEvent(silent, 25_000)['time-passed']),
    'as too old': decided(uncertain, everyEvent(uncertain, 31 * 60_000)['time-passed']),
    'when a later try was refused': decided(uncertain, {
      ...started['command-refused'],
      twilioCode: 20003,
      sure: false,
    }),
    'by a client, and silent': decided(cancelled, everyEvent(cancelled, 25_000)['time-passed']),
  }

  test.each(Object.entries(ends))('%s is closed once, whoever tells of it', (_, ended) => {
    const { 'payment-opened': opened, 'command-accepted': accepted } = everyEvent(ended)

    const byCallback = decided(ended, opened)
    const closed = decided(byCallback, { ...accepted, step: 2 })

    expect(ended.pending).toBeNull()
    expect(byCallback.state).toEqual(ended.state)
    expect(byCallback.pending?.command).toEqual(closing)
    expect(decided(ended, accepted)).toEqual(byCallback)
    expect(decided(byCallback, opened)).toBe(byCallback)
    expect(decided(closed, opened)).toBe(closed)
    expect(decided(closed, { ...opened, step: 2 })).toBe(closed)
    expect(decided(closed, accepted)).toBe(closed)
  })

  test('is not waited for', () => {
    for (const ended of Object.values(ends)) expect(dueFor(ended)).toBe('tell')
  })

  test('changes nothing by any other answer', () => {
    const ended = ends['after the last try']
    const { 'command-refused': refused, 'command-uncertain': unknown } = everyEvent(ended)

    expect(decided(ended, refused)).toBe(ended)
    expect(decided(ended, unknown)).toBe(ended)
  })

  test('can be none, when the create certainly never reached Twilio', () => {
    const starting = sessionIn('starting')
    const unsent = decided(starting, everyEvent(starting)['command-unsent'])

    expect(decided(unsent, everyEvent(unsent)['payment-opened'])).toBe(unsent)
  })
})
