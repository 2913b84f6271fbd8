import { describe, expect, test } from 'vitest'
import { promptKeyOf, promptOf } from '../../../../lambda/domain/guide/prompt.ts'
import { decide } from '../../../../lambda/domain/machine/decide.ts'
import { fieldsOfBankAccount } from '../../../../lambda/domain/payment/asked-fields.ts'
import type { Problem, Session } from '../../../../lambda/domain/session/session.ts'
import { aPaymentSid } from '../../../support/a-session.ts'
import { decided, refusalOf } from '../../../support/decided.ts'
import { everyEvent } from '../../../support/every-event.ts'
import { owing, sessionIn } from '../../../support/sessions-in.ts'

const assisted = { mode: 'assisted' } as const
const paymentSid = aPaymentSid()
const problem: Problem = { kind: 'entry', field: 'postal-code', error: 'input-timeout' }
const card = { brand: 'visa', lastFour: '1111' }
const bankAccount = { lastTwo: '89', digits: 9 }
const { terms } = sessionIn('collecting')
const byBank = { ...terms, fields: fieldsOfBankAccount }

const problemAfter = (session: Session, type: keyof ReturnType<typeof everyEvent>, more = {}) =>
  decided(session, { ...everyEvent(session)[type], ...more }).problem

describe('what went wrong last', () => {
  test('is forgotten when something goes right', () => {
    expect(problemAfter(sessionIn('completing', { problem }), 'payment-succeeded')).toBeNull()
    expect(problemAfter(sessionIn('failed', { problem }), 'payment-succeeded')).toBeNull()
    expect(problemAfter(sessionIn('capturing', { problem }), 'field-captured')).toBeNull()
    expect(problemAfter(sessionIn('unresolved', { problem }), 'resolved-charged')).toBeNull()
  })

  test('is what Twilio or the processor said of a charge, also when that comes late', () => {
    const said = { twilioCode: 64011, verdict: 'not-charged' }
    const late = sessionIn('unresolved', { declines: 1 })
    const connector = { kind: 'connector', twilioCode: 64011 }

    expect(problemAfter(sessionIn('completing'), 'payment-refused', said)).toEqual(connector)
    expect(problemAfter(late, 'payment-refused', said)).toEqual(connector)
    expect(decided(late, everyEvent(late)['payment-refused'])).toMatchObject({
      state: { status: 'failed', reason: 'declined' },
      declines: 2,
      problem: { kind: 'declined', twilioCode: 64012 },
    })
    const stale = { ...everyEvent(late)['payment-refused'], step: late.step - 1 }
    expect(refusalOf(late, stale)).toBe('stale')
  })

  test('is that a request never reached Twilio, with its code only if there was one', () => {
    const capturing = sessionIn('capturing', assisted)

    expect(problemAfter(capturing, 'command-unsent')).toStrictEqual({ kind: 'unsent' })
    expect(problemAfter(capturing, 'command-unsent', { twilioCode: 20429 })).toStrictEqual({
      kind: 'unsent',
      twilioCode: 20429,
    })
  })
})

describe('a field', () => {
  test('that was captured leaves what is known of the card and the account', () => {
    const capturing = sessionIn('capturing', { card, bankAccount })

    expect(decided(capturing, everyEvent(capturing)['field-captured'])).toMatchObject({
      card,
      bankAccount,
    })
  })

  test('of an account tells what may be shown of it', () => {
    const capturing = sessionIn('capturing', {
      terms: byBank,
      captured: ['bank-routing-number'],
      state: { status: 'capturing', paymentSid, field: 'bank-account-number', captureStep: 4 },
    })
    const event = { ...everyEvent(capturing)['field-captured'], bankAccount }

    expect(decided(capturing, event).bankAccount).toEqual(bankAccount)
  })

  test.each([bankAccount, null])(
    'is not repeated by %o where nothing is shown of the first',
    (second) => {
      const capturing = sessionIn('capturing', {
        terms: byBank,
        captured: ['bank-routing-number', 'bank-account-number'],
        state: {
          status: 'capturing',
          paymentSid,
          field: 'bank-account-number-matcher',
          captureStep: 4,
        },
      })
      const event = { ...everyEvent(capturing)['field-captured'], bankAccount: second }

      expect(decided(capturing, event).problem).toMatchObject({ error: 'input-matching-failed' })
    },
  )

  test('is asked of the very payment that is open', () => {
    const collecting = sessionIn('collecting', { ...assisted, captured: [] })
    const asked = decided(collecting, everyEvent(collecting)['capture-requested'])

    expect(asked.pending?.command).toEqual({
      type: 'capture',
      attempt: 1,
      step: 6,
      paymentSid,
      field: 'payment-card-number',
    })
  })

  test('that comes too early is refused by the name of the one before it', () => {
    const collecting = sessionIn('collecting', { ...assisted, captured: [] })
    const event = everyEvent(collecting)['capture-requested']

    expect(decide(collecting, { ...event, field: 'security-code' })).toMatchObject({
      refused: 'field-out-of-order',
      fields: ['payment-card-number'],
    })
  })
})

test('nothing is completed while another request is owed', () => {
  const pending = owing({ type: 'cancel', attempt: 1, step: 5, paymentSid })
  const collecting = sessionIn('collecting', { ...assisted, pending })

  expect(refusalOf(collecting, everyEvent(collecting)['complete-requested'])).toBe('command-owed')
})

test('a card after a declined one is asked for as if there had been none', () => {
  const rejections = { 'security-code': 2 }
  const completing = sessionIn('completing', { ...assisted, card, bankAccount, rejections })

  const next = decided(completing, everyEvent(completing)['payment-refused'])

  expect(next).toMatchObject({ attempt: 2, card: null, bankAccount: null })
  expect([next.captured, next.rejections]).toEqual([[], {}])
})

describe('a payment that Twilio does not open', () => {
  const starting = sessionIn('starting', assisted)
  const refused = everyEvent(starting)['command-refused']

  test('may be open already when an earlier send may have opened it', () => {
    const unsure = { ...refused, sure: false }

    expect(decide(starting, { ...unsure, twilioCode: 64021 })).toBe(starting)
    expect(decided(starting, { ...unsure, twilioCode: 64020 }).state).toEqual({
      status: 'failed',
      reason: 'refused-by-twilio',
    })
  })

  test.each([
    { attempt: 1, reason: 'call-not-in-progress' },
    { attempt: 2, reason: 'caller-hung-up' },
  ])('since the call is over, in attempt $attempt: $reason', ({ attempt, reason }) => {
    const event = { ...refused, twilioCode: 21220 }

    expect(decided({ ...starting, attempt }, event)).toMatchObject({
      state: { status: 'failed', reason },
      problem: { kind: 'refused', twilioCode: 21220 },
    })
  })

  test('by a callback is refused like one that it answers', () => {
    expect(decided(starting, everyEvent(starting)['payment-refused']).state).toEqual({
      status: 'failed',
      reason: 'refused-by-twilio',
    })
  })

  test('is waited for a while after its session has failed', () => {
    const { pending } = starting
    const failed = sessionIn('failed', { pending })

    expect(decide(failed, everyEvent(failed, 19_999)['time-passed'])).toBe(failed)
    expect(decided(failed, everyEvent(failed, 20_000)['time-passed']).pending).toBeNull()
  })
})

test('what Twilio says to the clean-up is not an answer to the client who cancelled', () => {
  const receipt = { status: 'cancelled', attempt: 1, step: 5, outcome: 'accepted' } as const
  const keys = [{ key: 'key-1', fingerprint: 'cancel', receipt }]
  const cancelled = sessionIn('cancelled', { keys })

  expect(decided(cancelled, everyEvent(cancelled)['command-refused']).keys).toEqual(keys)
})

test('a field is asked in other words after each entry that was wrong, first or second', () => {
  const capturing = (field: 'payment-card-number' | 'bank-routing-number') =>
    sessionIn('capturing', {
      rejections: {
        'payment-card-number': 1,
        'payment-card-number-matcher': 1,
        'bank-routing-number': 1,
      },
      problem: { kind: 'entry', field: 'bank-routing-number', error: 'input-timeout' },
      state: { status: 'capturing', paymentSid, field, captureStep: 4 },
    })

  expect(promptKeyOf(capturing('payment-card-number'))).toBe('payment-card-number-1-2')
  expect(promptKeyOf(capturing('bank-routing-number'))).toBe('bank-routing-number-1-1')
  expect(promptOf(capturing('bank-routing-number'))).toMatchObject({ error: 'input-timeout' })
})
