import { describe, expect, test } from 'vitest'
import { moneyMoved, type Status } from '../../../../lambda/domain/session/session.ts'
import { aPaymentSid, at } from '../../../support/a-session.ts'
import { being, decided, refusalOf } from '../../../support/decided.ts'
import { everyEvent } from '../../../support/every-event.ts'
import { owing, sessionIn } from '../../../support/sessions-in.ts'

const complete = { type: 'complete', attempt: 1, step: 6, paymentSid: aPaymentSid() } as const

describe('a session that is completing', () => {
  test('is paid by the verdict, whichever call or step it comes from', () => {
    const completing = sessionIn('completing')
    const { 'payment-succeeded': succeeded } = everyEvent(completing)

    const paid = decided(completing, { ...succeeded, step: 5 })

    expect(paid.state).toMatchObject({ status: 'succeeded', confirmationCode: 'ch_7Yx' })
    expect(paid.pending).toBeNull()
  })

  test('is not moved from paid by the late answer to its charge', () => {
    const completing = sessionIn('completing')
    const events = everyEvent(completing)

    const paid = decided(completing, events['payment-succeeded'])

    expect(decided(paid, events['command-refused'])).toBe(paid)
    expect(decided(paid, events['command-uncertain'])).toBe(paid)
    expect(refusalOf(paid, events['payment-refused'])).toBe('not-in-this-status')
  })

  test('is not ended by a refusal of an earlier step, whose charge was never made', () => {
    const completing = sessionIn('completing', { mode: 'assisted' })
    const refused = everyEvent(completing)['payment-refused']

    for (const verdict of ['declined', 'not-charged', 'not-known'] as const) {
      const late = { ...refused, verdict, step: completing.step - 1 }
      expect(refusalOf(completing, late)).toBe('stale')
    }
  })

  test('stays, when its charge is called unsent after a send that may have arrived', () => {
    const completing = sessionIn('completing')
    const events = everyEvent(completing)
    const unsure = decided(completing, events['command-uncertain'])

    expect(decided(unsure, events['command-unsent'])).toBe(unsure)
    expect(decided(unsure, { ...events['command-refused'], twilioCode: 64019 })).toBe(unsure)
  })

  test('starts anew with a caller who is still there, when Twilio lost the payment', () => {
    const completing = sessionIn('completing')
    const lost = { ...everyEvent(completing)['command-refused'], twilioCode: 20404 }

    expect(decided(completing, lost)).toMatchObject({
      state: { status: 'starting' },
      attempt: 2,
      captured: [],
      pending: { command: { type: 'create', attempt: 2 } },
    })
  })

  test('offers another card to a caller alone, after a decline', () => {
    const completing = sessionIn('completing', { card: { brand: 'visa', lastFour: '0002' } })

    const offered = decided(completing, everyEvent(completing)['payment-refused'])

    expect(offered).toMatchObject({
      state: { status: 'offered', offer: 'another-card', replaces: aPaymentSid() },
      attempt: 2,
      declines: 1,
      captured: [],
      card: null,
      pending: null,
      problem: { kind: 'declined' },
    })
  })

  test('opens the next attempt for an agent, after a decline', () => {
    const completing = sessionIn('completing', { mode: 'assisted' })

    const starting = decided(completing, everyEvent(completing)['payment-refused'])

    expect(starting.pending?.command).toEqual({
      type: 'create',
      attempt: 2,
      step: 7,
      replaces: aPaymentSid(),
    })
    expect(starting.problem).toEqual({ kind: 'declined', twilioCode: 64012 })
  })

  test.each(['guided', 'assisted'] as const)('takes no fourth card, %s', (mode) => {
    const completing = sessionIn('completing', { mode, attempt: 3, declines: 2 })

    const failed = decided(completing, everyEvent(completing)['payment-refused'])

    expect(failed.state).toEqual({ status: 'failed', reason: 'declined' })
    expect(failed.declines).toBe(3)
  })

  test('takes no other card in the fifth attempt', () => {
    const completing = sessionIn('completing', { attempt: 5, declines: 1 })

    const failed = decided(completing, everyEvent(completing)['payment-refused'])

    expect(failed.state).toEqual({ status: 'failed', reason: 'declined' })
  })

  test.each([
    { verdict: 'not-charged', state: { status: 'failed', reason: 'connector-error' } },
    { verdict: 'not-known', state: { status: 'unresolved', since: at(1_000) } },
  ] as const)('says $verdict as it is', ({ verdict, state }) => {
    const completing = sessionIn('completing')

    const ended = decided(completing, { ...everyEvent(completing)['payment-refused'], verdict })

    expect(ended.state).toMatchObject(state)
  })

  test.each(['call-ended', 'payment-ended', 'time-passed'] as const)(
    'is not changed by %s: only a verdict ends a charge',
    (type) => {
      const completing = sessionIn('completing')

      expect(decided(completing, everyEvent(completing)[type])).toBe(completing)
    },
  )

  test('waits for the verdict until its deadline, and then says that it is not known', () => {
    const completing = sessionIn('completing')

    const early = decided(completing, everyEvent(completing, 89_999)['time-passed'])
    const due = decided(completing, everyEvent(completing, 90_000)['time-passed'])

    expect(early).toBe(completing)
    expect(due.state).toMatchObject({ status: 'unresolved', since: at(90_000) })
    expect(due.pending).toBeNull()
  })

  test('is never taken up again by the clock, since a charge is sent by its recorder alone', () => {
    const completing = sessionIn('completing')

    expect(decided(completing, everyEvent(completing, 60_000)['time-passed'])).toBe(completing)
  })
})

describe('a charge that Twilio refuses', () => {
  test('was not made when the refusal answers its only send', () => {
    const completing = sessionIn('completing')

    const failed = decided(completing, everyEvent(completing)['command-refused'])

    expect(failed.state).toEqual({ status: 'failed', reason: 'refused-by-twilio' })
    expect(failed.pending?.command).toMatchObject({ type: 'cancel', step: 7 })
    expect(failed.problem).toEqual({ kind: 'refused', twilioCode: 64020 })
  })

  test('may have been made when an earlier send is not accounted for', () => {
    const completing = sessionIn('completing', { pending: owing(complete, { uncertain: true }) })
    const once = sessionIn('completing')

    const { 'command-refused': refused } = everyEvent(completing)

    expect(decided(completing, refused)).toBe(completing)
    expect(decided(once, { ...refused, sure: false })).toBe(once)
  })

  test('can be asked for again by an agent, as another step', () => {
    const completing = sessionIn('completing', { mode: 'assisted' })

    const collecting = decided(completing, everyEvent(completing)['command-refused'])
    const again = decided(collecting, everyEvent(collecting)['complete-requested'])

    expect(collecting.state.status).toBe('collecting')
    expect(again.pending?.command).toMatchObject({ type: 'complete', step: 7 })
  })

  test('ends a session whose call is over', () => {
    const completing = sessionIn('completing')
    const over = { ...everyEvent(completing)['command-refused'], twilioCode: 21220 }

    expect(decided(completing, over).state).toEqual({ status: 'failed', reason: 'caller-hung-up' })
  })

  test('was not made when it certainly never reached Twilio', () => {
    const completing = sessionIn('completing')

    const failed = decided(completing, everyEvent(completing)['command-unsent'])

    expect(failed.state).toEqual({ status: 'failed', reason: 'twilio-unavailable' })
    expect(failed.problem).toEqual({ kind: 'unsent' })
  })
})

describe('a session that is unresolved', () => {
  test('becomes paid when the truth comes late', () => {
    const unresolved = sessionIn('unresolved')

    const paid = decided(unresolved, everyEvent(unresolved, 600_000)['payment-succeeded'])

    expect(being(paid, 'succeeded').state.confirmationCode).toBe('ch_7Yx')
  })

  test.each([
    { verdict: 'declined', reason: 'declined' },
    { verdict: 'not-charged', reason: 'connector-error' },
  ] as const)('becomes failed when the charge turns out $verdict', ({ verdict, reason }) => {
    const unresolved = sessionIn('unresolved')
    const late = { ...everyEvent(unresolved)['payment-refused'], verdict }

    expect(decided(unresolved, late).state).toEqual({ status: 'failed', reason })
  })

  test('stays unresolved while nobody knows', () => {
    const unresolved = sessionIn('unresolved')
    const late = { ...everyEvent(unresolved)['payment-refused'], verdict: 'not-known' } as const

    expect(refusalOf(unresolved, late)).toBe('stale')
  })
})

test.each([
  { status: 'offered', money: 'not-moved' },
  { status: 'starting', money: 'not-moved' },
  { status: 'collecting', money: 'not-moved' },
  { status: 'capturing', money: 'not-moved' },
  { status: 'completing', money: 'not-known' },
  { status: 'succeeded', money: 'moved' },
  { status: 'failed', money: 'not-moved' },
  { status: 'cancelled', money: 'not-moved' },
  { status: 'unresolved', money: 'not-known' },
] satisfies { status: Status; money: string }[])(
  'the money of a session that is $status has $money',
  ({ status, money }) => {
    expect(moneyMoved(sessionIn(status))).toBe(money)
  },
)

describe('a charge that Twilio tells of and the session did not have', () => {
  test.each(['failed', 'cancelled', 'capturing', 'offered'] as const)(
    'leaves a session that is %s for a person to look at',
    (status) => {
      const session = sessionIn(status, { attempt: 2, pending: null })
      const charged = { ...everyEvent(session)['payment-succeeded'], attempt: 1 }

      const after = decided(session, charged)

      expect(after.state).toMatchObject({ status: 'unresolved', since: at(1_000) })
      expect(after.pending).toBeNull()
      expect(moneyMoved(after)).toBe('not-known')
    },
  )

  test.each(['failed', 'cancelled', 'collecting'] as const)(
    'in this very attempt is the truth, also for one that is %s, however often it is told',
    (status) => {
      const session = sessionIn(status, { mode: 'assisted', pending: null })
      const { 'payment-succeeded': charged, 'payment-refused': refused } = everyEvent(session)

      const paid = decided(session, charged)

      expect(paid.state).toMatchObject({ status: 'succeeded', confirmationCode: 'ch_7Yx' })
      expect(refusalOf(paid, charged)).toBe('not-in-this-status')
      expect(refusalOf(paid, refused)).toBe('not-in-this-status')
    },
  )

  test('before this attempt never lets it end as not charged', () => {
    const completing = sessionIn('completing', { attempt: 2 })
    const events = everyEvent(completing)

    const warned = decided(completing, { ...events['payment-succeeded'], attempt: 1 })
    const declined = decided(warned, events['payment-refused'])

    expect(warned.state).toEqual(completing.state)
    expect(declined.state.status).toBe('unresolved')
    expect(decided(warned, events['command-refused']).state.status).toBe('unresolved')
    expect(decided(warned, events['command-unsent']).state.status).toBe('unresolved')
    expect(refusalOf(declined, events['payment-refused'])).toBe('stale')
    expect(refusalOf(declined, { ...events['payment-succeeded'], attempt: 1 })).toBe('stale')
  })

  test('does not turn the charge of another attempt into something else', () => {
    const paid = sessionIn('succeeded', { attempt: 2 })
    const charged = { ...everyEvent(paid)['payment-succeeded'], attempt: 1 }

    expect(refusalOf(paid, charged)).toBe('stale')
  })
})
