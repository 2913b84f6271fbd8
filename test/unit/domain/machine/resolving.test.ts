import { describe, expect, test } from 'vitest'
import { isToBeGivenUp } from '../../../../lambda/domain/machine/ended/resolving.ts'
import { moneyMoved, type Session } from '../../../../lambda/domain/session/session.ts'
import { aPaymentSid, at } from '../../../support/a-session.ts'
import { being, decided, refusalOf } from '../../../support/decided.ts'
import { aPerson, everyEvent } from '../../../support/every-event.ts'
import { dueAt } from '../../../support/memory/due.ts'
import { sessionIn } from '../../../support/sessions-in.ts'

/** Since 90 s after noon. */
const unresolved = sessionIn('unresolved')
const tokenizing = sessionIn('unresolved', {
  purchase: { ...unresolved.purchase, money: null },
})

const minutes = (count: number) => 90_000 + count * 60_000
const byLookUp = { by: 'look-up' } as const

const notCharged = (session: Session, after: number) => ({
  ...everyEvent(session, minutes(after))['resolved-not-charged'],
  resolver: byLookUp,
})

describe('an unresolved charge', () => {
  test('that a person has found is charged, with the code and who said so', () => {
    const charged = decided(unresolved, everyEvent(unresolved, minutes(2))['resolved-charged'])

    expect(charged.state).toMatchObject({ status: 'succeeded', confirmationCode: 'ch_7Yx' })
    expect(moneyMoved(charged)).toBe('moved')
    expect(charged.resolution).toEqual({ ...aPerson, outcome: 'charged', at: at(minutes(2)) })
  })

  test('that a person has not found is not charged, after all', () => {
    const events = everyEvent(unresolved, minutes(2))
    const failed = decided(unresolved, events['resolved-not-charged'])

    expect(failed.state).toEqual({ status: 'failed', reason: 'not-charged-after-all' })
    expect(moneyMoved(failed)).toBe('not-moved')
    expect(failed.resolution).toEqual({ ...aPerson, outcome: 'not-charged', at: at(minutes(2)) })
    expect(failed.pending).toBeNull()
  })

  test('keeps nothing of a card number that the processor calls its charge by', () => {
    const card = { brand: 'visa', lastFour: '1111' }
    const event = everyEvent(unresolved)['resolved-charged']
    const confirmationCode = '4111 1111 1111 1111'

    const charged = decided({ ...unresolved, card }, { ...event, confirmationCode })

    expect(charged.state).toMatchObject({ confirmationCode: '…1111' })
  })

  test('is believed not to be there by a look-up only when none can be on its way', () => {
    expect(decided(unresolved, notCharged(unresolved, 29.99))).toBe(unresolved)
    const failed = decided(unresolved, notCharged(unresolved, 30))

    expect(failed.state).toEqual({ status: 'failed', reason: 'not-charged-after-all' })
    const said = { by: 'look-up', outcome: 'not-charged', at: at(minutes(30)) }
    expect(failed.resolution).toEqual(said)
  })

  test('that Twilio has told of is denied by no look-up, and by a person', () => {
    const told = sessionIn('unresolved', { attempt: 2, chargedEarlier: true })

    expect(decided(told, notCharged(told, 60))).toBe(told)
    const byPerson = everyEvent(told)['resolved-not-charged']
    expect(decided(told, byPerson).state.status).toBe('failed')
    const found = { ...everyEvent(told)['resolved-charged'], resolver: byLookUp }
    expect(decided(told, found).state.status).toBe('succeeded')
  })

  test('of a card that was only to be kept cannot be found, since nobody has its token', () => {
    const { 'resolved-charged': charged, 'resolved-not-charged': kept } = everyEvent(tokenizing)

    expect(refusalOf(tokenizing, charged)).toBe('nothing-to-charge')
    expect(decided(tokenizing, kept).state.status).toBe('failed')
  })
})

describe('what was said of an unresolved charge', () => {
  const events = everyEvent(unresolved)

  test.each(['resolved-charged', 'resolved-not-charged'] as const)(
    'is not said a second time: after %s',
    (type) => {
      const resolved = decided(unresolved, events[type])

      expect(refusalOf(resolved, events['resolved-charged'])).toBe('not-in-this-status')
      expect(refusalOf(resolved, events['resolved-not-charged'])).toBe('not-in-this-status')
      const told = decided(resolved, everyEvent(resolved)['outcome-told'])
      expect(dueAt(told)).toBeNull()
    },
  )

  test('yields to Twilio’s verified word of a charge, and is not forgotten', () => {
    const failed = decided(unresolved, events['resolved-not-charged'])
    const charged = decided(failed, { ...events['payment-succeeded'], confirmationCode: 'late' })

    expect(charged.state).toMatchObject({ status: 'succeeded', confirmationCode: 'late' })
    expect(charged.resolution).toEqual(failed.resolution)
  })

  test('yields to it also when Twilio tells of an earlier attempt once more', () => {
    const told = sessionIn('unresolved', { attempt: 2, chargedEarlier: true })
    const earlier = { ...everyEvent(told)['payment-succeeded'], attempt: 1 }
    const failed = decided(told, everyEvent(told)['resolved-not-charged'])

    expect(decided(failed, earlier).state).toMatchObject({ status: 'unresolved', lookUps: 0 })
    expect(refusalOf(told, earlier)).toBe('stale')
  })

  test('stays on record when it did not hold, beside what is said after it', () => {
    const first = decided(unresolved, events['resolved-not-charged'])
    const again = decided({ ...first, attempt: 2 }, { ...events['payment-succeeded'], attempt: 1 })
    const after = { ...everyEvent(again, minutes(60))['resolved-charged'], resolver: byLookUp }

    const charged = decided(again, after)

    const said = { ...byLookUp, outcome: 'charged', at: at(minutes(60)) }
    expect(charged.resolution).toEqual(said)
    expect(charged.earlierResolutions).toEqual([first.resolution])
    expect(first).not.toHaveProperty('earlierResolutions')
  })

  test('stays on record however often another follows', () => {
    const earlier = { ...events['payment-succeeded'], attempt: 1 }
    const first = decided(unresolved, events['resolved-not-charged'])
    const toldAgain = decided({ ...first, attempt: 2 }, earlier)
    const second = decided(toldAgain, everyEvent(toldAgain, minutes(60))['resolved-not-charged'])
    const toldOnceMore = decided(second, earlier)

    const charged = decided(toldOnceMore, everyEvent(toldOnceMore)['resolved-charged'])

    expect(charged.resolution).toMatchObject({ outcome: 'charged' })
    expect(charged.earlierResolutions).toEqual([first.resolution, second.resolution])
  })

  test('does not yield to Twilio’s word that there was none', () => {
    const charged = decided(unresolved, events['resolved-charged'])

    expect(refusalOf(charged, events['payment-refused'])).toBe('not-in-this-status')
  })
})

describe('the look-ups of an unresolved charge', () => {
  /** When it is due, each time that the clock comes by at exactly that moment. */
  function plan(session: Session): readonly (number | null)[] {
    const due = dueAt(session)
    if (due === null) return [null]
    const passed = { ...everyEvent(session)['time-passed'], givesUp: true } as const
    const early = { ...passed, at: at(due - at(0) - 1) }
    expect(decided(session, early)).toBe(session)
    return [due, ...plan(decided(session, { ...early, at: due }))]
  }

  test('are due after 1, 5, 15, 35 and 60 minutes, and are given up five minutes later', () => {
    const expected = [1, 5, 15, 35, 60, 65].map((after) => at(minutes(after)))

    expect(plan(unresolved)).toEqual([...expected, null])
  })

  test('that were missed are not made up for', () => {
    const late = decided(unresolved, everyEvent(unresolved, minutes(20))['time-passed'])

    expect(plan(late)).toEqual([at(minutes(35)), at(minutes(60)), at(minutes(65)), null])
  })

  test('are all asked before they are given up, however late', () => {
    const passed = {
      ...everyEvent(unresolved, minutes(24 * 60))['time-passed'],
      givesUp: true,
    } as const
    const asked = decided(unresolved, passed)
    const givenUp = decided(asked, passed)

    expect([asked, givenUp].map(({ state }) => state)).toMatchObject([
      { lookUps: 5 },
      { lookUps: 6 },
    ])
  })

  test('are given up by whoever has called a person, and by nobody else', () => {
    const { state } = being(unresolved, 'unresolved')
    const asked = sessionIn('unresolved', { state: { ...state, lookUps: 5 } })

    expect(decided(asked, everyEvent(asked, minutes(24 * 60))['time-passed'])).toBe(asked)
    expect(isToBeGivenUp(being(asked, 'unresolved'), at(minutes(65)))).toBe(true)
    expect(isToBeGivenUp(being(asked, 'unresolved'), at(minutes(65) - 1))).toBe(false)
    expect(isToBeGivenUp(being(unresolved, 'unresolved'), at(minutes(65)))).toBe(false)
  })

  test('are none where nothing was to be charged', () => {
    expect(plan(tokenizing)).toEqual([null])
  })

  test('that are over leave nothing to be written, however much time passes', () => {
    const { state } = being(unresolved, 'unresolved')
    const over = sessionIn('unresolved', { state: { ...state, lookUps: 6 } })
    const dayAfter = {
      ...everyEvent(over)['time-passed'],
      ...{ at: at(minutes(24 * 60)), givesUp: true as const },
    }

    expect(decided(over, dayAfter)).toBe(over)
    expect(decided(tokenizing, dayAfter)).toBe(tokenizing)
  })

  test('know the Payments resource of a charge that is out, and of no other', () => {
    const completing = sessionIn('completing')
    const waited = decided(completing, everyEvent(completing, 90_000)['time-passed'])
    const capturing = sessionIn('capturing', { attempt: 2, pending: null })
    const earlier = { ...everyEvent(capturing)['payment-succeeded'], attempt: 1 }

    expect(waited.state).toMatchObject({ charging: aPaymentSid() })
    expect(decided(capturing, earlier).state).toMatchObject({ charging: null })
  })
})
