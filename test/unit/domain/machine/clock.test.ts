import { describe, expect, test } from 'vitest'
import { at } from '../../../support/a-session.ts'
import { decided } from '../../../support/decided.ts'
import { everyEvent } from '../../../support/every-event.ts'
import { dueAt } from '../../../support/memory/due.ts'
import { sessionIn } from '../../../support/sessions-in.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND

describe('a command whose first sender fell silent', () => {
  test.each(['starting', 'capturing', 'failed', 'cancelled'] as const)(
    'is left to that sender for 20 seconds, and then taken up, while %s',
    (status) => {
      const session = sessionIn(status)

      const early = decided(session, everyEvent(session, 20 * SECOND - 1)['time-passed'])
      const taken = decided(session, everyEvent(session, 20 * SECOND)['time-passed'])

      expect(early).toBe(session)
      expect(taken.pending).toEqual({
        command: session.pending?.command,
        recordedAt: at(20 * SECOND),
        redrives: 1,
        uncertain: true,
      })
      expect(taken.step).toBe(session.step)
    },
  )

  test('is given up after it was taken up five times', () => {
    let session = sessionIn('cancelled')
    const seen: unknown[] = []

    for (let round = 1; round <= 6; round++) {
      session = decided(session, everyEvent(session, round * 20 * SECOND)['time-passed'])
      seen.push(session.pending?.redrives ?? 'given up')
    }

    expect(seen).toEqual([1, 2, 3, 4, 5, 'given up'])
  })

  test('ends a session that was starting, once it is given up', () => {
    let session = sessionIn('starting')

    for (let round = 1; round <= 6; round++) {
      session = decided(session, everyEvent(session, round * 20 * SECOND)['time-passed'])
    }

    expect(session.state).toEqual({ status: 'failed', reason: 'twilio-unavailable' })
  })
})

describe('a session that never comes to a charge', () => {
  test.each(['offered', 'starting', 'collecting', 'capturing'] as const)(
    'is abandoned half an hour after it was created, while %s',
    (status) => {
      const session = sessionIn(status, { mode: 'assisted', pending: null })

      const early = decided(session, everyEvent(session, 30 * MINUTE - 1)['call-alive'])
      const byLook = decided(session, everyEvent(session, 30 * MINUTE)['call-alive'])
      const byClock = decided(session, everyEvent(session, 30 * MINUTE)['time-passed'])

      const abandoned = { status: 'failed', reason: 'abandoned' }
      expect(early.state).toEqual(session.state)
      expect(byLook.state).toEqual(abandoned)
      expect(byClock.state).toEqual(abandoned)
    },
  )

  test('has its payment closed, where there is one', () => {
    const collecting = sessionIn('collecting', { mode: 'assisted' })

    const abandoned = decided(collecting, everyEvent(collecting, 31 * MINUTE)['call-alive'])

    expect(abandoned.pending?.command.type).toBe('cancel')
  })
})

describe('somebody has to look after a session', () => {
  test.each([
    { status: 'offered', due: 60 * SECOND },
    { status: 'starting', due: 20 * SECOND },
    { status: 'collecting', due: 60 * SECOND },
    { status: 'capturing', due: 20 * SECOND },
    { status: 'completing', due: 90 * SECOND },
    { status: 'failed', due: 20 * SECOND },
    { status: 'cancelled', due: 20 * SECOND },
  ] as const)('$due ms after it became $status', ({ status, due }) => {
    expect(dueAt(sessionIn(status))).toBe(at(due))
  })

  test.each(['succeeded', 'failed', 'cancelled'] as const)(
    'never again once it is %s and owes nothing',
    (status) => {
      expect(dueAt(sessionIn(status, { pending: null }))).toBeNull()
    },
  )

  test('a minute after somebody last did', () => {
    const offered = sessionIn('offered')

    const tended = decided(offered, everyEvent(offered, 60 * SECOND)['call-alive'])

    expect(dueAt(tended)).toBe(at(120 * SECOND))
  })
})
