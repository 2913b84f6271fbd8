import { describe, expect, test } from 'vitest'
import type { Session } from '../../../../lambda/domain/session/session.ts'
import type { PaymentSid } from '../../../../lambda/domain/values/ids.ts'
import { aPaymentSid, aSession } from '../../../support/a-session.ts'
import { decided } from '../../../support/decided.ts'
import { everyEvent } from '../../../support/every-event.ts'
import { sessionIn } from '../../../support/sessions-in.ts'

const own = aPaymentSid()
const other = aPaymentSid(2)

const toldOf = (session: Session, paymentSid: PaymentSid): Session =>
  decided(session, { ...everyEvent(session)['payment-opened'], paymentSid })

describe('the Payments resources that a session keeps', () => {
  test('are those it knew of, once it has failed or was cancelled', () => {
    const open = sessionIn('collecting')

    const cancelled = decided(open, everyEvent(open)['cancel-requested'])

    expect(cancelled.paymentSids).toEqual([own])
    expect(toldOf(cancelled, other).paymentSids).toEqual([own, other])
  })

  test('are also the declined one that is being closed', () => {
    const state = { status: 'offered', offer: 'another-card', replaces: own } as const
    const offered = aSession({ attempt: 2, state })

    expect(decided(offered, everyEvent(offered)['offer-declined']).paymentSids).toEqual([own])
  })

  test('are also the one of a charge that was not known, and was none', () => {
    const unknown = sessionIn('unresolved')

    const failed = decided(unknown, everyEvent(unknown, 60 * 60_000)['resolved-not-charged'])

    expect(failed.paymentSids).toEqual([own])
  })

  test('stay, whatever else comes', () => {
    const open = sessionIn('collecting')
    const cancelled = decided(open, everyEvent(open)['cancel-requested'])

    const told = decided(toldOf(cancelled, other), everyEvent(cancelled)['outcome-told'])

    expect(told.untold).toBeUndefined()
    expect(told.paymentSids).toEqual([own, other])
    expect(toldOf(told, own)).toBe(told)
    expect(toldOf(told, other)).toBe(told)
  })

  test('are none while it goes on, nor when it is paid: every byte is written again and again', () => {
    const steps = [sessionIn('starting'), sessionIn('capturing'), sessionIn('completing')]
    const events = ['payment-opened', 'field-captured', 'payment-succeeded'] as const

    const after = steps.map((session, index) => {
      const type = events[index] ?? 'time-passed'
      return decided(session, everyEvent(session)[type])
    })

    expect(after.map(({ state }) => state.status)).toEqual(['capturing', 'capturing', 'succeeded'])
    for (const session of after) expect(session).not.toHaveProperty('paymentSids')
  })

  test('are none where there was none', () => {
    const offered = aSession()

    const cancelled = decided(offered, everyEvent(offered)['offer-declined'])

    expect(cancelled).not.toHaveProperty('paymentSids')
  })
})
