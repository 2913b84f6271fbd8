import { twilioCaptureOf } from '../../lambda/domain/payment/capture-fields.ts'
import type { EventOf, EventType } from '../../lambda/domain/session/event.ts'
import type { Session } from '../../lambda/domain/session/session.ts'
import { aPaymentSid, at } from './a-session.ts'

export type EveryEvent = { readonly [T in EventType]: EventOf<T> }

/** Who has looked at the processor's. */
export const aPerson = {
  by: 'person',
  name: 'Ada Lovelace',
  principal: 'arn:aws:iam::123456789012:user/ada',
  note: null,
} as const

/** One of each, as it would come for this session as it stands; a test changes what matters. */
export function everyEvent(session: Session, offsetMs = 1_000): EveryEvent {
  const moment = { at: at(offsetMs) }
  const { state, pending } = session
  const asked = state.status === 'capturing' ? state.field : 'payment-card-number'
  const field = twilioCaptureOf(asked)
  const paymentSid = 'paymentSid' in state ? state.paymentSid : aPaymentSid()
  const callback = { ...moment, attempt: session.attempt, step: session.step, paymentSid }
  const answer = { ...moment, step: pending?.command.step ?? session.step }
  return {
    'consent-given': { type: 'consent-given', ...moment },
    'offer-declined': { type: 'offer-declined', ...moment },
    'person-wanted': { type: 'person-wanted', ...moment },
    'caller-silent': { type: 'caller-silent', ...moment },
    'caller-lost': { type: 'caller-lost', ...moment },
    'offer-unsaid': { type: 'offer-unsaid', ...moment },
    'capture-overdue': { type: 'capture-overdue', ...moment },
    'capture-requested': { type: 'capture-requested', ...moment, field },
    'complete-requested': { type: 'complete-requested', ...moment },
    'cancel-requested': { type: 'cancel-requested', ...moment },
    'payment-opened': { type: 'payment-opened', ...callback },
    'field-captured': {
      type: 'field-captured',
      ...callback,
      field,
      card: null,
      bankAccount: null,
      stillRequired: false,
    },
    'field-rejected': { type: 'field-rejected', ...callback, field, error: 'internal-error' },
    'payment-succeeded': {
      type: 'payment-succeeded',
      ...callback,
      confirmationCode: 'ch_7Yx',
      sealedToken: null,
    },
    'resolved-charged': {
      type: 'resolved-charged',
      ...moment,
      resolver: aPerson,
      confirmationCode: 'ch_7Yx',
    },
    'resolved-not-charged': { type: 'resolved-not-charged', ...moment, resolver: aPerson },
    'payment-cancelled': { type: 'payment-cancelled', ...callback },
    'payment-not-opened': {
      type: 'payment-not-opened',
      ...callback,
      reason: 'session-in-progress',
    },
    'payment-refused': {
      type: 'payment-refused',
      ...callback,
      verdict: 'declined',
      twilioCode: 64012,
    },
    'payment-ended': { type: 'payment-ended', ...callback, reason: 'caller-interrupted' },
    'command-accepted': { type: 'command-accepted', ...answer, paymentSid },
    'command-refused': { type: 'command-refused', ...answer, twilioCode: 64020, sure: true },
    'command-unsent': { type: 'command-unsent', ...answer },
    'command-uncertain': { type: 'command-uncertain', ...answer },
    'outcome-told': {
      type: 'outcome-told',
      ...moment,
      number: session.outcomes ?? 0,
      counted: session.outcomes ?? 0,
    },
    'call-ended': { type: 'call-ended', ...moment },
    'call-alive': { type: 'call-alive', ...moment },
    'time-passed': { type: 'time-passed', ...moment },
  }
}
