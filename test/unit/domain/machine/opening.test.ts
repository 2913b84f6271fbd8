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
  const uncertain = sessionIn('starting', { pending: owing(create, { uncertain: true }) })
  const tried = sessionIn('starting', { pending: owing(create, { uncertain: true, redrives: 5 }) })
  const refused = { ...everyEvent(starting)['command-refused'], twilioCode: 20003 }
  const closing = { type: 'cancel', attempt: 1, step: 2, paymentSid: aPaymentSid() }
  const ends = {
    'cancelled, its create owed': cancelled,
    'cancelled, and the create stayed silent': decided(
      cancelled,
      everyEvent(cancelled, 25_000)['time-passed'],
    ),
    'cancelled, and the create was refused on a later try': decided(cancelled, {
      ...refused,
      sure: false,
    }),
    'failed after the last try': decided(tried, everyEvent(tried, 25_000)['time-passed']),
    'too old, its create just sent': decided(
      starting,
      everyEvent(starting, 31 * 60_000)['time-passed'],
    ),
    'failed when a later try was refused': decided(starting, { ...refused, sure: false }),
    'failed when another sender was refused': decided(uncertain, refused),
  }

  test.each(Object.entries(ends))('%s: is closed once, however often it is told', (_, ended) => {
    const { 'payment-opened': opened } = everyEvent(ended)

    const told = decided(ended, opened)
    const closed = decided(told, { ...everyEvent(told)['command-accepted'], step: 2 })

    expect(told.state).toEqual(ended.state)
    expect(told.pending?.command).toEqual(closing)
    expect(closed.pending).toBeNull()
    for (const session of [told, closed]) {
      expect(decided(session, opened)).toBe(session)
      expect(decided(session, { ...opened, step: 2 })).toBe(session)
    }
  })

  test('is closed as well when the answer to its create comes first', () => {
    expect(cancelled.state).toEqual({ status: 'cancelled', by: 'client' })
    const closed = decided(cancelled, everyEvent(cancelled)['command-accepted'])

    expect(closed.pending?.command).toEqual(closing)
    expect(decided(closed, everyEvent(cancelled)['payment-opened'])).toBe(closed)
  })

  test('is closed when it is another than the one that the session knew', () => {
    const failed = decided(
      sessionIn('collecting'),
      everyEvent(sessionIn('collecting'))['payment-not-opened'],
    )
    const paymentSid = aPaymentSid(2)
    const { 'payment-opened': opened } = everyEvent(failed)

    expect(decided(failed, opened)).toBe(failed)
    const told = decided(failed, { ...opened, paymentSid })
    expect(told.pending?.command).toMatchObject({ type: 'cancel', paymentSid })
    expect(decided(told, opened)).toBe(told)
  })

  test('leaves a cancel owed that was answered, when it is known', () => {
    const open = sessionIn('collecting')
    const closed = decided(open, everyEvent(open)['cancel-requested'])

    const late = { ...everyEvent(closed)['command-accepted'], step: 1 }

    expect(decided(closed, late)).toBe(closed)
    expect(decided(closed, everyEvent(closed)['command-accepted']).pending).toBeNull()
  })

  test('is over with the call, when the caller has hung up', () => {
    const over = decided(starting, everyEvent(starting)['call-ended'])

    expect(decided(over, everyEvent(over)['payment-opened'])).toBe(over)
  })

  test('is over when Twilio told of its end before', () => {
    const over = decided(starting, everyEvent(starting)['payment-ended'])

    expect(decided(over, everyEvent(over)['payment-opened'])).toBe(over)
  })

  test.each([
    ['collecting', 'cancel-requested'],
    ['capturing', 'payment-ended'],
    ['completing', 'command-unsent'],
    ['unresolved', 'resolved-not-charged'],
  ] as const)('is left alone when the session had it: %s, %s', (status, type) => {
    const open = sessionIn(status)
    // Long enough after for it to be believed.
    const ended = decided(open, everyEvent(open, 60 * 60_000)[type])

    expect(['failed', 'cancelled']).toContain(ended.state.status)
    expect(decided(ended, everyEvent(ended)['payment-opened'])).toBe(ended)
  })

  test('is not waited for longer than its create is', () => {
    const later = decided(cancelled, everyEvent(cancelled, 25_000)['time-passed'])

    expect(later.pending).toBeNull()
    expect(later.state).toEqual(cancelled.state)
    expect(dueFor(later)).toBe('tell')
  })

  test('is left alone when it is of an earlier attempt', () => {
    const later = sessionIn('failed', { attempt: 2 })
    const opened = { ...everyEvent(later)['payment-opened'], attempt: 1 }

    expect(refusalOf(later, opened)).toBe('stale')
  })
})

describe('a declined payment that may be open', () => {
  const offered = sessionIn('offered', {
    attempt: 2,
    step: 6,
    declines: 1,
    state: { status: 'offered', offer: 'another-card', replaces: aPaymentSid() },
  })
  const late = everyEvent(offered, 31 * 60_000)
  const closing = { type: 'cancel', attempt: 2, step: 7, paymentSid: aPaymentSid() }

  test.each(['time-passed', 'call-alive'] as const)('is closed when nobody answers: %s', (type) => {
    const abandoned = decided(offered, late[type])

    expect(abandoned.state).toEqual({ status: 'failed', reason: 'abandoned' })
    expect(abandoned.pending?.command).toEqual(closing)
  })

  const starting = decided(offered, everyEvent(offered)['consent-given'])
  const events = everyEvent(starting, 2_000)

  test.each([
    ['was not sent', 'twilio-unavailable', starting, events['command-unsent']],
    ['was refused', 'refused-by-twilio', starting, events['command-refused']],
    [
      'found it in the way',
      'session-in-progress',
      starting,
      { ...events['command-refused'], twilioCode: 64021 },
    ],
    ['was refused by a callback', 'session-in-progress', starting, events['payment-not-opened']],
    [
      'was given up',
      'twilio-unavailable',
      { ...starting, pending: starting.pending && { ...starting.pending, redrives: 5 } },
      everyEvent(starting, 60_000)['time-passed'],
    ],
  ] as const)('is closed when the create after it %s', (_, reason, session, event) => {
    const failed = decided(session, event)

    expect(failed.state).toEqual({ status: 'failed', reason })
    expect(failed.pending?.command).toEqual({ ...closing, step: 8 })
  })

  test('is over when the call is', () => {
    const over = { ...events['command-refused'], twilioCode: 21220 }

    expect(decided(starting, over).pending).toBeNull()
    expect(decided(starting, events['call-ended']).pending).toBeNull()
  })

  test('is closed when the create that was to close it first is forgotten', () => {
    const cancelled = decided(starting, events['cancel-requested'])

    const forgotten = decided(cancelled, everyEvent(cancelled, 25_000)['time-passed'])

    expect(cancelled.pending?.command.type).toBe('create')
    expect(forgotten.pending?.command).toEqual({ ...closing, step: 8 })
  })
})
