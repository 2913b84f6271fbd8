import { describe, expect, test } from 'vitest'
import { decide } from '../../../../lambda/domain/machine/decide.ts'
import { newlyUntold } from '../../../../lambda/domain/session/outcome.ts'
import type { Session } from '../../../../lambda/domain/session/session.ts'
import { at } from '../../../support/a-session.ts'
import { decided } from '../../../support/decided.ts'
import { everyEvent } from '../../../support/every-event.ts'
import { dueAt, dueFor } from '../../../support/memory/due.ts'
import { sessionIn } from '../../../support/sessions-in.ts'

const assisted = { mode: 'assisted' } as const
const SECOND_MS = 1_000
const HOUR_MS = 3_600_000

const timePassed = (session: Session, atMs: number): Session =>
  decided(session, everyEvent(session, atMs)['time-passed'])

const cancelled = (atMs = 0): Session => {
  const session = sessionIn('offered', assisted)
  return decided(session, everyEvent(session, atMs)['cancel-requested'])
}

const told = (session: Session) => everyEvent(session)['outcome-told']

/** Charged, not known of, and then found at the processor. */
const unresolved = timePassed(sessionIn('completing', assisted), 90 * SECOND_MS)
const found = decided(unresolved, everyEvent(unresolved, 100 * SECOND_MS)['resolved-charged'])

describe('an ending', () => {
  test('is to be told, with its number, in the very change that ends the session', () => {
    expect(cancelled(7).untold).toEqual({
      outcomes: [{ number: 1, status: 'cancelled', at: at(7) }],
      tries: 1,
      triedAt: at(7),
    })
  })

  test('that is told in time is crossed out, and nothing is due any more', () => {
    const ended = decided(cancelled(), told(cancelled()))

    expect(ended.untold).toBeUndefined()
    expect(ended.outcomes).toBe(1)
    expect(dueAt(ended)).toBeNull()
  })

  test('that another follows is told before it', () => {
    const statuses = found.untold?.outcomes.map(({ number, status }) => `${number} ${status}`)

    expect(statuses).toEqual(['1 unresolved', '2 succeeded'])
  })

  test('is crossed out alone when only it is known to be told', () => {
    const first = { ...told(found), number: 1, counted: 1 }
    const left = decided(found, first)

    expect(left.untold?.outcomes.map(({ number }) => number)).toEqual([2])
    expect(decide(left, first)).toBe(left)
  })

  test('is told with the one that follows it, whoever wrote that', () => {
    expect(newlyUntold(unresolved.untold, found.untold)).toEqual(found.untold?.outcomes)
  })

  test('that is crossed out by a late teller leaves the count as it is', () => {
    const counted = decided(found, { ...told(found), number: 0, counted: 2 })
    const late = decided(counted, { ...told(counted), number: 1, counted: 1 })
    const same = decided(counted, { ...told(counted), number: 1, counted: 2 })

    expect(late.untold).toMatchObject({ outcomes: [{ number: 2 }], counted: 2 })
    expect(same.untold).toEqual(late.untold)
  })

  test('that nobody asked to be charged for is told as such', () => {
    const session = sessionIn('failed', assisted)
    const charged = decided(session, everyEvent(session)['payment-succeeded'])

    expect(charged.untold?.outcomes).toMatchObject([{ status: 'succeeded', unexpected: true }])
    expect(found.untold?.outcomes.some((outcome) => 'unexpected' in outcome)).toBe(false)
  })
})

describe('an ending that nobody has told', () => {
  test('is due twenty seconds later, and told by whoever wins the write', () => {
    const session = cancelled()
    const early = everyEvent(session, 19 * SECOND_MS)['time-passed']

    expect(dueAt(session)).toBe(at(20 * SECOND_MS))
    expect(decide(session, early)).toBe(session)
    const taken = timePassed(session, 20 * SECOND_MS)
    expect(newlyUntold(session.untold, taken.untold)).toEqual(session.untold?.outcomes)
    expect(newlyUntold(taken.untold, taken.untold)).toEqual([])
  })

  test('is tried ever more seldom, each hour at least, and never given up', () => {
    let session = cancelled()
    const waits: number[] = []
    for (let tries = 1; tries <= 100; tries++) {
      const due = dueAt(session) ?? expect.fail('It was given up.')
      waits.push(due - session.tendedAt)
      session = timePassed(session, due - at(0))
    }

    expect(waits.slice(0, 4)).toEqual([20, 40, 80, 160].map((seconds) => seconds * SECOND_MS))
    expect(Math.max(...waits)).toBe(HOUR_MS)
    expect(waits.at(-1)).toBe(HOUR_MS)
  })

  test('that was counted is not counted again, and one that comes after it is', () => {
    const counted = decided(unresolved, { ...told(unresolved), number: 0, counted: 1 })
    const after = decided(counted, everyEvent(counted, 100 * SECOND_MS)['resolved-charged'])

    expect(counted.untold).toMatchObject({ counted: 1, outcomes: [{ number: 1 }] })
    expect(decide(counted, { ...told(counted), number: 0, counted: 1 })).toBe(counted)
    expect(after.untold).toMatchObject({ counted: 1, outcomes: [{ number: 1 }, { number: 2 }] })
  })

  test('keeps nothing waiting that is owed to Twilio, and is due for itself otherwise', () => {
    const session = sessionIn('collecting', assisted)
    const closing = decided(session, everyEvent(session, 0)['cancel-requested'])

    expect([dueAt(closing), dueFor(closing)]).toEqual([at(20 * SECOND_MS), 'care'])
    const closed = { ...closing, pending: null }
    expect([dueAt(closed), dueFor(closed)]).toEqual([at(20 * SECOND_MS), 'tell'])
    const { untold: _, ...over } = closed
    expect(dueAt(over)).toBeNull()
  })

  test('keeps no look-up waiting, and is kept waiting by none', () => {
    // Among the look-ups from the start: endings that cannot be told would keep it waiting.
    expect([dueAt(unresolved), dueFor(unresolved)]).toEqual([at(110 * SECOND_MS), 'look-up'])
    const later = timePassed(timePassed(unresolved, 110 * SECOND_MS), 150 * SECOND_MS)

    expect(later.state).toMatchObject({ status: 'unresolved', lookUps: 1 })
    expect(later.untold?.tries).toBe(3)
    const once = timePassed(timePassed(later, 240 * SECOND_MS), 241 * SECOND_MS)
    expect([dueAt(once), dueFor(once)]).toEqual([at(390 * SECOND_MS), 'look-up'])
  })
})
