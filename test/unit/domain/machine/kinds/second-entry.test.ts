import { describe, expect, test } from 'vitest'
import { promptOf } from '../../../../../lambda/domain/guide/prompt.ts'
import {
  fieldsOfBankAccount,
  fieldsOfCard,
} from '../../../../../lambda/domain/payment/asked-fields.ts'
import type { CaptureField } from '../../../../../lambda/domain/payment/capture-fields.ts'
import type { Session } from '../../../../../lambda/domain/session/session.ts'
import { aPaymentSid, aSession } from '../../../../support/a-session.ts'
import { decided } from '../../../../support/decided.ts'
import { everyEvent } from '../../../../support/every-event.ts'
import { sessionIn } from '../../../../support/sessions-in.ts'

const { terms } = aSession()
const paymentSid = aPaymentSid()

const capturing = (field: CaptureField, more: Partial<Session> = {}): Session =>
  sessionIn('capturing', {
    state: { status: 'capturing', paymentSid, field, captureStep: 4 },
    pending: null,
    ...more,
  })

const accountOnce = (lastTwo: string, digits = 9) =>
  capturing('bank-account-number-matcher', {
    terms: { ...terms, fields: fieldsOfBankAccount },
    captured: ['bank-routing-number', 'bank-account-number'],
    bankAccount: { lastTwo, digits },
  })

describe('the second entry of an account number', () => {
  const second = (session: Session, bankAccount: Session['bankAccount']) =>
    decided(session, { ...everyEvent(session)['field-captured'], bankAccount })

  test('that shows the same leads to the charge', () => {
    const completing = second(accountOnce('92'), { lastTwo: '92', digits: 9 })

    expect(completing.state.status).toBe('completing')
    expect(completing.captured).toContain('bank-account-number-matcher')
  })

  test.each([
    { why: 'other last digits', bankAccount: { lastTwo: '29', digits: 9 } },
    { why: 'one digit less', bankAccount: { lastTwo: '92', digits: 8 } },
    { why: 'nothing to compare', bankAccount: null },
  ])('with $why has both entries made again', ({ bankAccount }) => {
    const next = second(accountOnce('92'), bankAccount)

    expect(next.state).toMatchObject({ status: 'capturing', field: 'bank-account-number' })
    expect(next.captured).toEqual(['bank-routing-number'])
    expect(promptOf(next)).toMatchObject({ error: 'input-matching-failed', last: false })
  })

  test('that fails three times ends the payment, and closes it at Twilio', () => {
    const failing = { ...accountOnce('92'), rejections: { 'bank-account-number-matcher': 2 } }

    const failed = second(failing, { lastTwo: '29', digits: 9 })

    expect(failed.state).toEqual({ status: 'failed', reason: 'too-many-attempts' })
    expect(failed.pending?.command.type).toBe('cancel')
  })

  test('is asked of Twilio as the account number, which it has no second name for', () => {
    const session = accountOnce('92')

    const event = everyEvent(session)['field-captured']

    expect(event.field).toBe('bank-account-number')
  })
})

describe('a card field that is keyed twice', () => {
  const fields = fieldsOfCard({
    securityCode: false,
    postalCode: false,
    twice: ['payment-card-number'],
  })
  const asked = { ...terms, fields }

  test('is asked a second time right after the first', () => {
    const first = capturing('payment-card-number', { terms: asked, captured: [] })

    const next = decided(first, everyEvent(first)['field-captured'])

    expect(next.state).toMatchObject({ field: 'payment-card-number-matcher' })
  })

  test.each([
    { error: 'input-matching-failed', field: 'payment-card-number' },
    { error: 'input-timeout', field: 'payment-card-number-matcher' },
  ] as const)('after $error goes on with the $field', ({ error, field }) => {
    const second = capturing('payment-card-number-matcher', {
      terms: asked,
      captured: ['payment-card-number'],
    })

    // Late enough that it is no silence, which asks for the same again whatever it is.
    const next = decided(second, { ...everyEvent(second, 20_000)['field-rejected'], error })

    expect(next.state).toMatchObject({ status: 'capturing', field })
    expect(next.problem).toMatchObject({ kind: 'entry', error })
  })

  test('that is keyed anew has to be compared anew', () => {
    const collecting = sessionIn('collecting', {
      mode: 'assisted',
      terms: asked,
      captured: [...fields],
    })
    const again = { ...everyEvent(collecting)['capture-requested'], field: 'payment-card-number' }

    const next = decided(collecting, { ...again, field: 'payment-card-number' })

    expect(next.captured).toEqual(['expiration-date'])
  })
})
