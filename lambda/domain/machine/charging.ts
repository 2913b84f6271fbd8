import { withoutEcho } from '../payment/echo.ts'
import { mayHaveCharged } from '../payment/verdict.ts'
import type { EventOf } from '../session/event.ts'
import { type Refusal, refuse } from '../session/refusal.ts'
import {
  confirms,
  isTokenization,
  type Session,
  type SessionIn,
  type StateIn,
} from '../session/session.ts'
import type { EpochMs } from '../values/time.ts'
import { stepRefused, stepUnsent } from './answers.ts'
import { ATTEMPTS_MAX, DECLINES_MAX } from './limits.ts'
import { cancel, closePayment, fail, nextAttempt, settled, startPayment, to } from './moves.ts'

/**
 * Transitions of `completing` and `unresolved`. The charge is out: only a verdict ends the first,
 * and only the truth the second. Hang-ups, cancels and silence change nothing here.
 */

type Charged = SessionIn<'completing'> | SessionIn<'unresolved'>

export function chargeSucceeded(session: Charged, event: EventOf<'payment-succeeded'>): Session {
  return { ...to(settled(session), succeeded(session, event)), problem: null }
}

export function chargeRefused(
  session: SessionIn<'completing'>,
  event: EventOf<'payment-refused'>,
): Session | Refusal {
  if (event.step !== session.step) return refuse('stale')
  const verdict = session.chargedEarlier ? 'not-known' : event.verdict
  switch (verdict) {
    case 'not-known':
      return { ...notKnown(session, event.at), problem: saidByConnector(event) }
    case 'not-charged':
      return {
        ...closePayment(fail(session, 'connector-error'), event),
        problem: saidByConnector(event),
      }
    case 'declined':
      return declined(session, event)
    default:
      return verdict satisfies never
  }
}

const saidByConnector = ({ twilioCode }: EventOf<'payment-refused' | 'command-refused'>) =>
  ({ kind: 'connector', twilioCode }) as const

function declined(session: SessionIn<'completing'>, event: EventOf<'payment-refused'>): Session {
  const declines = session.declines + 1
  const problem = { kind: 'declined', twilioCode: event.twilioCode } as const
  const next: Session = { ...nextAttempt(session), declines, problem }
  // Whether Twilio ends a resource whose card was declined is not documented.
  const replaces = event.paymentSid
  if (declines >= DECLINES_MAX || session.attempt >= ATTEMPTS_MAX) {
    return { ...closePayment(fail(session, 'declined'), event), declines, problem }
  }
  // An agent asks for the next card in person; alone, the caller is asked by the flow.
  if (session.mode === 'assisted') return startPayment(next, { at: event.at, replaces })
  return to(next, { status: 'offered', offer: 'another-card', replaces })
}

/**
 * The caller was asked by Twilio to confirm, and said no: the processor was never asked. Without
 * that question a cancelled charge proves nothing, and the session waits.
 */
export function confirmationDeclined(
  session: SessionIn<'completing'>,
  event: EventOf<'payment-cancelled'>,
): Session | Refusal {
  if (event.step !== session.step || !confirms(session)) return refuse('stale')
  return session.chargedEarlier ? notKnown(session, event.at) : cancel(session, 'caller')
}

/** The same, told when the deadline had passed: the caller stopped it, and has gone. */
export function resolveCancelled(
  session: SessionIn<'unresolved'>,
  event: EventOf<'payment-cancelled'>,
): Session | Refusal {
  if (event.step !== session.step || !confirms(session)) return refuse('stale')
  return session.chargedEarlier ? refuse('stale') : fail(session, 'caller-interrupted')
}

/** A late "no", after the session was already `unresolved`: the caller has gone. */
export function resolveRefused(
  session: SessionIn<'unresolved'>,
  event: EventOf<'payment-refused'>,
): Session | Refusal {
  if (event.step !== session.step) return refuse('stale')
  const verdict = session.chargedEarlier ? 'not-known' : event.verdict
  switch (verdict) {
    case 'not-known':
      return refuse('stale')
    case 'not-charged':
      return { ...fail(session, 'connector-error'), problem: saidByConnector(event) }
    case 'declined':
      return {
        ...fail(session, 'declined'),
        declines: session.declines + 1,
        problem: { kind: 'declined', twilioCode: event.twilioCode },
      }
    default:
      return verdict satisfies never
  }
}

/**
 * Twilio refused the charge itself, by a definite answer to its only send: nothing was charged,
 * unless it was the processor that did not answer well. After an uncertain send the same answer
 * proves nothing, and the session waits.
 */
export function completeRefused(
  session: SessionIn<'completing'>,
  event: EventOf<'command-refused'>,
): Session {
  if (session.pending?.uncertain || !event.sure) return session
  if (mayHaveCharged(event.twilioCode)) {
    return { ...notKnown(session, event.at), problem: saidByConnector(event) }
  }
  return session.chargedEarlier ? notKnown(session, event.at) : stepRefused(session, event)
}

/** The charge certainly never reached Twilio. */
export function completeUnsent(
  session: SessionIn<'completing'>,
  event: EventOf<'command-unsent'>,
): Session {
  if (session.pending?.uncertain) return session
  return session.chargedEarlier ? notKnown(session, event.at) : stepUnsent(session, event)
}

function notKnown(session: Session, at: EpochMs): Session {
  const { state } = session
  const charging = state.status === 'completing' ? state.paymentSid : null
  return to(settled(session), { status: 'unresolved', since: at, charging, lookUps: 0 })
}

export function waitForVerdict(
  session: SessionIn<'completing'>,
  event: EventOf<'time-passed'>,
): Session {
  if (event.at < session.state.verdictDueAt) return session
  return notKnown(session, event.at)
}

/**
 * Twilio tells of a charge in this very attempt, which the session had not recorded or had taken
 * for refused. A verified word about money is the truth; the alarm asks how we came to think else.
 */
export const contradicted = (session: Session, event: EventOf<'payment-succeeded'>): Session => ({
  ...to(settled(session), succeeded(session, event)),
  problem: null,
})

const succeeded = (
  session: Session,
  event: EventOf<'payment-succeeded'>,
): StateIn<'succeeded'> => ({
  status: 'succeeded',
  confirmationCode: withoutEcho(event.confirmationCode, session),
  sealedToken: isTokenization(session) ? event.sealedToken : null,
})

/**
 * Twilio tells of a charge in an earlier attempt. From now on this session cannot say "not charged"
 * any more, whatever becomes of its own attempt, and it does not start to charge.
 */
export function chargedEarlier(
  session: Session,
  event: EventOf<'payment-succeeded'>,
): Session | Refusal {
  const { status } = session.state
  // A person may have said since that it was none: then Twilio's word, again, is news.
  const isNews = session.chargedEarlier !== true || status === 'failed'
  if (status === 'succeeded' || !isNews) return refuse('stale')
  const marked: Session = { ...session, chargedEarlier: true }
  if (status === 'completing' || status === 'unresolved') return marked
  return notKnown(marked, event.at)
}

/** A charge is never cancelled or repeated once it is recorded. */
export const unchanged = (session: Session): Session => session
