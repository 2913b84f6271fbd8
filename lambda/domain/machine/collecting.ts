import { betweenKeysSeconds } from '../payment/between-keys.ts'
import { captureFields, secondEntryOf, twilioCaptureOf } from '../payment/capture-fields.ts'
import type { EventOf } from '../session/event.ts'
import { type Refusal, refuse } from '../session/refusal.ts'
import type { FailureReason, Session, SessionIn, StateDetails } from '../session/session.ts'
import type { EpochMs } from '../values/time.ts'
import { ENTRIES_PER_FIELD_MAX, TOLD_WITHIN_MS } from './limits.ts'
import { cancel, closePayment, fail, openCapture, recordCharge, settled, to } from './moves.ts'
import { isTooOld, redrive } from './opening.ts'

/** Transitions of `collecting` and `capturing`: the caller's entries, up to the charge. */

type Collecting = SessionIn<'collecting'> | SessionIn<'capturing'>

export const missingFields = ({ terms, captured }: Session) =>
  terms.fields.filter((field) => !captured.includes(field))

export function requestCapture(
  session: Collecting,
  event: EventOf<'capture-requested'>,
): Session | Refusal {
  const { field, at } = event
  if (session.pending !== null) return refuse('command-owed')
  if (!session.terms.fields.includes(field)) {
    return refuse('field-not-asked', { fields: session.terms.fields })
  }
  const first = captureFields[field].after
  if (first !== null && !session.captured.includes(first)) {
    return refuse('field-out-of-order', { fields: [first] })
  }
  return openCapture(session, { at, paymentSid: session.state.paymentSid, field })
}

export function reopenCapture(
  session: SessionIn<'capturing'>,
  event: EventOf<'capture-overdue'>,
): Session {
  const { paymentSid, field } = session.state
  return session.pending === null
    ? openCapture(session, { at: event.at, paymentSid, field })
    : session
}

export function requestComplete(
  session: SessionIn<'collecting'>,
  event: EventOf<'complete-requested'>,
): Session | Refusal {
  if (session.pending !== null) return refuse('command-owed')
  const missing = missingFields(session)
  if (missing.length > 0) return refuse('fields-missing', { fields: missing })
  return recordCharge(session, { at: event.at, paymentSid: session.state.paymentSid })
}

export function fieldCaptured(
  session: SessionIn<'capturing'>,
  event: EventOf<'field-captured'>,
): Session | Refusal {
  const { paymentSid, field, captureStep } = session.state
  if (event.step !== captureStep || event.field !== twilioCaptureOf(field)) return refuse('stale')
  if (event.stillRequired && !isKeyedTwice(session)) return session
  if (field === 'bank-account-number-matcher' && !isSameAccount(session, event)) {
    return rejected(session, { at: event.at, error: 'input-matching-failed' })
  }
  const collecting = to(settled(session), { status: 'collecting', paymentSid })
  return {
    ...collecting,
    captured: [...session.captured, field],
    card: event.card ?? session.card,
    bankAccount: event.bankAccount ?? session.bankAccount,
    problem: null,
  }
}

/** The first of two entries may stay required until the second one agrees with it. */
function isKeyedTwice({ state, terms }: SessionIn<'capturing'>): boolean {
  const second = secondEntryOf(state.field)
  return second !== undefined && terms.fields.includes(second)
}

/**
 * Twilio compares no second entry of an account, so we compare what it shows of both: how many
 * digits, and the last two. What shows nothing cannot be compared, and is not taken for the same.
 */
function isSameAccount(
  { bankAccount: first }: Session,
  { bankAccount: second }: EventOf<'field-captured'>,
): boolean {
  if (first === null || second === null) return false
  return first.lastTwo === second.lastTwo && first.digits === second.digits
}

export function fieldRejected(
  session: SessionIn<'capturing'>,
  event: EventOf<'field-rejected'>,
): Session | Refusal {
  if (event.step !== session.state.captureStep) return refuse('stale')
  return isSilence(session, event) ? listenOn(session, event.at) : rejected(session, event)
}

/**
 * Whether Twilio gave up before the first key. It waits only between two keys, say its documents;
 * if it waits for the first one, too, then that is no mistake of the caller's, who may be looking
 * for the card. A key would have made it wait anew, and the time-out come later than this.
 */
function isSilence(session: SessionIn<'capturing'>, event: EventOf<'field-rejected'>): boolean {
  if (event.error !== 'input-timeout' || session.mode !== 'guided') return false
  const waitedMs = event.at - session.tendedAt
  return waitedMs < betweenKeysSeconds(session.terms.options) * 1_000 + TOLD_WITHIN_MS
}

/** How often that may be is for the turns to say, or, where none come, for the session's age. */
function listenOn(session: SessionIn<'capturing'>, at: EpochMs): Session {
  const { paymentSid, field } = session.state
  return isTooOld(session, at)
    ? failAndClose(session, { at, reason: 'abandoned' })
    : openCapture(session, { at, paymentSid, field })
}

function rejected(
  session: SessionIn<'capturing'>,
  { at, error }: Pick<EventOf<'field-rejected'>, 'at' | 'error'>,
): Session {
  const { paymentSid, field } = session.state
  const count = (session.rejections[field] ?? 0) + 1
  // Which of two entries was the wrong one nobody knows, so that both are keyed again.
  const { repeats } = captureFields[field]
  const doubted = error === 'input-matching-failed' ? repeats : null
  const counted: Session = {
    ...to(settled(session), { status: 'collecting', paymentSid }),
    captured: session.captured.filter((done) => done !== doubted),
    rejections: { ...session.rejections, [field]: count },
    problem: { kind: 'entry', field, error },
  }
  // An agent talks to the caller and decides alone how often to try.
  if (session.mode === 'assisted' || count < ENTRIES_PER_FIELD_MAX) return counted
  return failAndClose(session, { at, reason: 'too-many-attempts' })
}

/** Ends the session before any charge, and Twilio's side with it. */
export function failAndClose(
  session: Collecting,
  end: { readonly at: EventOf<'call-alive'>['at']; readonly reason: FailureReason },
): Session {
  const { paymentSid } = session.state
  return closePayment(fail(session, end.reason), { at: end.at, paymentSid })
}

const cancelAndClose =
  (by: StateDetails['cancelled']['by']) =>
  (session: Collecting, event: { readonly at: EventOf<'call-alive'>['at'] }): Session =>
    closePayment(cancel(session, by), { at: event.at, paymentSid: session.state.paymentSid })

export const cancelCollecting = cancelAndClose('client')
export const wantPersonCollecting = cancelAndClose('person-wanted')

export const silentCollecting = (session: Collecting, event: EventOf<'caller-silent'>): Session =>
  failAndClose(session, { at: event.at, reason: 'no-input' })

/** The Payments resource is gone with the call, so nothing is left to close. */
export const hangUpCollecting = (session: Collecting): Session => fail(session, 'caller-hung-up')

/** Twilio gave us a sid, and then told that it opened nothing of use. */
export const notOpened = (session: Collecting, event: EventOf<'payment-not-opened'>): Session =>
  failAndClose(session, { at: event.at, reason: event.reason })

export const endedCollecting = (session: Collecting, event: EventOf<'payment-ended'>): Session =>
  fail(session, event.reason)

export function waitCollecting(session: Collecting, event: EventOf<'time-passed'>): Session {
  return abandonWhenOld(session, event) ?? redrive(session, event)
}

export function tendCollecting(session: Collecting, event: EventOf<'call-alive'>): Session {
  return abandonWhenOld(session, event) ?? { ...session }
}

const abandonWhenOld = (
  session: Collecting,
  { at }: EventOf<'call-alive' | 'time-passed'>,
): Session | null =>
  isTooOld(session, at) ? failAndClose(session, { at, reason: 'abandoned' }) : null
