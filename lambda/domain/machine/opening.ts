import { INVALID_OPERATION, isCallOver } from '../payment/twilio-codes.ts'
import type { EventOf } from '../session/event.ts'
import { isKnown } from '../session/known-payments.ts'
import type { FailureReason, Session, SessionIn, StateDetails } from '../session/session.ts'
import type { PaymentSid } from '../values/ids.ts'
import type { EpochMs } from '../values/time.ts'
import { unsentProblem } from './answers.ts'
import { REDRIVE_AFTER_MS, REDRIVES_MAX, SESSION_WITHIN_MS } from './limits.ts'
import { cancel, closeIfAny, closePayment, fail, settled, startPayment, to } from './moves.ts'

/** Transitions of `offered` and `starting`: until Twilio has a Payments resource for us. */

type Opening = SessionIn<'offered'> | SessionIn<'starting'>

export const consent = (session: SessionIn<'offered'>, event: EventOf<'consent-given'>): Session =>
  startPayment({ ...session, problem: null }, { at: event.at, replaces: session.state.replaces })

/**
 * A declined payment that is not replaced may be open, in the way of what comes on this call; also
 * when a create was to close it first, and nobody knows whether that was done.
 */
const closingDeclined = (
  session: Opening,
  end: { readonly ended: Session; readonly at: EpochMs },
): Session => closeIfAny(end.ended, { at: end.at, paymentSid: declinedIn(session) })

function declinedIn({ state, pending }: Opening): PaymentSid | null {
  if (state.status === 'offered') return state.replaces
  return pending?.command.type === 'create' ? pending.command.replaces : null
}

type Moment = Pick<EventOf<'time-passed'>, 'at'>

export const declineOffer = (session: Opening, { at }: Moment): Session =>
  closingDeclined(session, { ended: cancel(session, 'caller'), at })

/** A create that is out stays owed, so that the payment it may open is closed again. */
const cancelKeeping =
  (by: StateDetails['cancelled']['by']) =>
  (session: Opening, { at }: Moment): Session => {
    const ended = { ...cancel(session, by), pending: session.pending }
    return session.pending === null ? closingDeclined(session, { ended, at }) : ended
  }

export const wantPerson = cancelKeeping('person-wanted')

export const cancelOpening = cancelKeeping('client')

const failing =
  (reason: FailureReason) =>
  (session: Opening, { at }: Moment): Session =>
    closingDeclined(session, { ended: fail(session, reason), at })

export const lostOpening = failing('too-many-attempts')

const outOfReach = failing('twilio-unavailable')

export const unsaidOffer = outOfReach

export const silentOpening = failing('no-input')

const abandonOpening = failing('abandoned')

export const hangUpOpening = (session: Opening): Session => fail(session, 'caller-hung-up')

/** Somebody looked, and the call is still there: this session's turn comes again later. */
export const tendOpening = (session: Opening, event: EventOf<'call-alive'>): Session =>
  isTooOld(session, event.at) ? abandonOpening(session, event) : { ...session }

export const isTooOld = ({ createdAt }: Session, at: EpochMs): boolean =>
  at - createdAt >= SESSION_WITHIN_MS

/** A created payment, by callback or by answer, whichever comes first. */
export function opened(
  session: SessionIn<'starting'>,
  event: EventOf<'payment-opened'> | EventOf<'command-accepted'>,
): Session {
  return to(settled(session), { status: 'collecting', paymentSid: event.paymentSid })
}

export function endedWhileStarting(
  session: SessionIn<'starting'>,
  event: EventOf<'payment-ended'>,
): Session {
  return fail(session, event.reason)
}

export function createRefused(
  session: SessionIn<'starting'>,
  event: EventOf<'command-refused'>,
): Session {
  // An earlier send may have created it: then this "no" only says that it is there already,
  // and its first callback will tell us its sid.
  const sure = event.sure && !session.pending?.uncertain
  if (!sure && event.twilioCode === INVALID_OPERATION) return session
  const problem = { kind: 'refused', twilioCode: event.twilioCode } as const
  if (isCallOver(event.twilioCode)) {
    // We have talked on this call, unless an agent's screen has just named it.
    const talked = session.mode === 'guided' || session.attempt > 1
    return { ...fail(session, talked ? 'caller-hung-up' : 'call-not-in-progress'), problem }
  }
  const isInTheWay = event.twilioCode === INVALID_OPERATION
  const refused = failing(isInTheWay ? 'session-in-progress' : 'refused-by-twilio')
  return { ...refused(session, event), problem }
}

/** Twilio tells by a callback what it might have told in its answer. */
export const notOpened = (
  session: SessionIn<'starting'>,
  event: EventOf<'payment-not-opened'>,
): Session => failing(event.reason)(session, event)

/** What one sender did not send, another may have sent: then its payment is waited for. */
export function createUnsent(
  session: SessionIn<'starting'>,
  event: EventOf<'command-unsent'>,
): Session {
  if (session.pending?.uncertain) return session
  return { ...outOfReach(session, event), problem: unsentProblem(event) }
}

/** The send may have been executed: remembered, so that a later "no" is not taken as proof. */
export function uncertain(session: Session): Session {
  if (session.pending === null || session.pending.uncertain) return session
  return { ...session, pending: { ...session.pending, uncertain: true } }
}

/**
 * Takes up a command whose first sender fell silent. The write that records this elects the one
 * who sends it again, with the same key.
 */
export function redrive(session: Session, event: EventOf<'time-passed'>): Session {
  const { pending } = session
  if (pending === null || event.at - pending.recordedAt < REDRIVE_AFTER_MS) return session
  if (pending.redrives >= REDRIVES_MAX) return settled(session)
  const redrives = pending.redrives + 1
  return { ...session, pending: { ...pending, recordedAt: event.at, redrives, uncertain: true } }
}

/** The common clock of everything before the charge. */
export function waitOpening(session: Opening, event: EventOf<'time-passed'>): Session {
  if (isTooOld(session, event.at)) return abandonOpening(session, event)
  const redriven = redrive(session, event)
  // A create that was given up leaves nothing to wait for.
  if (redriven !== session && redriven.pending === null) return outOfReach(session, event)
  return redriven
}

/**
 * Twilio tells of a payment when its session has ended: one that the session did not know may be
 * open, in the way of the next on this call, and nobody will finish it. A create that was given up
 * or refused on a later try may have opened it, or opened two.
 */
export function closeLatecomer(
  session: Ended,
  event: EventOf<'payment-opened'> | EventOf<'command-accepted'>,
): Session {
  const { type, at, paymentSid } = event
  if (!isKnown(session, paymentSid) && !hasHungUp(session)) {
    return closePayment(session, { at, paymentSid })
  }
  return type === 'command-accepted' ? settled(session) : session
}

/** Whatever was open ended with the call. */
const hasHungUp = ({ state }: Session): boolean =>
  state.status === 'failed' && state.reason === 'caller-hung-up'

/**
 * What is owed after the end: a cancel is sent again; a create that stayed silent is forgotten, but
 * not what it was to close first.
 */
export function waitEnded(session: Ended, event: EventOf<'time-passed'>): Session {
  const redriven = redrive(session, event)
  const command = session.pending?.command
  if (command?.type !== 'create' || redriven === session) return redriven
  return closeIfAny(settled(session), { at: event.at, paymentSid: command.replaces })
}

type Ended = SessionIn<'failed'> | SessionIn<'cancelled'>
