import { guide } from '../guide/guide.ts'
import { type ClientKey, withClientKey, withOutcome } from '../session/client-key.ts'
import type { EventOf, EventType, SessionEvent } from '../session/event.ts'
import { withKnownPayments } from '../session/known-payments.ts'
import { isRefusal, type Refusal, refuse } from '../session/refusal.ts'
import {
  allStatuses,
  isTerminal,
  type Session,
  type SessionIn,
  type Status,
} from '../session/session.ts'
import { chargedEarlier } from './charging.ts'
import { withEnding } from './ended/telling.ts'
import { machine, type Row, type Transition } from './machine.ts'

/**
 * The one decision of the system: a session and an event give the next session, or a refusal.
 * Pure. "Nothing changed" is the very same object, and then nothing is written.
 */
export function decide(session: Session, event: SessionEvent): Session | Refusal {
  if (isNoLongerOwed(session, event)) return session
  const next = respond(session, event)
  if (isRefusal(next) || next === session) return next
  const answered = isTerminal(session) ? next : withAnswer(next, event)
  const guided = { ...guide(answered, event.at), tendedAt: event.at }
  const after = withKnownPayments(session, { after: guided, event })
  return withEnding(session, { after, at: event.at })
}

function respond(session: Session, event: SessionEvent): Session | Refusal {
  if (event.type === 'payment-succeeded' && event.attempt < session.attempt) {
    return chargedEarlier(session, event)
  }
  if (isFromElsewhere(session, event)) return refuse('stale')
  if (session.mode === 'guided' && forAssistedOnly.has(event.type)) return refuse('guided-session')
  return transition(session, event)
}

/** The decision with the key of the client who asked for it, and the receipt it will be shown. */
export function withKey(next: Session, key: Pick<ClientKey, 'key' | 'fingerprint'>): Session {
  const { attempt, step } = next
  const receipt = { status: next.state.status, attempt, step, outcome: 'accepted' } as const
  return { ...next, keys: withClientKey(next.keys, { ...key, receipt }) }
}

/** A guided session is driven by the flow alone. */
const forAssistedOnly: ReadonlySet<EventType> = new Set(['capture-requested', 'complete-requested'])

/** An answer to a command that something else has answered already. */
const isNoLongerOwed = (session: Session, event: SessionEvent): boolean =>
  isAnswer(event) && session.pending?.command.step !== event.step

const isAnswer = (event: SessionEvent) =>
  event.type === 'command-accepted' ||
  event.type === 'command-refused' ||
  event.type === 'command-unsent' ||
  event.type === 'command-uncertain'

/** A callback of an earlier attempt, or of a Payments resource that is not this session's. */
function isFromElsewhere({ attempt, state }: Session, event: SessionEvent): boolean {
  if (!('attempt' in event)) return false
  if (event.attempt !== attempt) return true
  return 'paymentSid' in state && state.paymentSid !== event.paymentSid
}

/**
 * A client that asked for this learns, also by a replay, what Twilio said to it. What Twilio says
 * to the clean-up after an ending is not an answer to the client: the session has ended as asked.
 */
function withAnswer(next: Session, event: SessionEvent): Session {
  if (event.type === 'command-refused' && !isListening(next, event)) {
    const outcome = { refused: event.twilioCode }
    return { ...next, keys: withOutcome(next.keys, { step: event.step, outcome }) }
  }
  if (event.type === 'command-unsent') {
    const outcome =
      event.twilioCode === undefined ? ('unsent' as const) : { unsent: event.twilioCode }
    return { ...next, keys: withOutcome(next.keys, { step: event.step, outcome }) }
  }
  // The offer is no request to Payments and has no step of its own; the start's key has the same.
  if (event.type === 'offer-unsaid') {
    return { ...next, keys: withOutcome(next.keys, { step: next.step, outcome: 'unsent' }) }
  }
  return next
}

/** Refused as a repetition: what was asked is done. */
const isListening = ({ state }: Session, { step }: EventOf<'command-refused'>): boolean =>
  state.status === 'capturing' && state.captureStep === step

function transition<S extends Status, E extends EventType>(
  session: SessionIn<S>,
  event: EventOf<E>,
): Session | Refusal {
  const status: S = session.state.status
  const type: E = event.type
  const row: Row<S> = machine[status]
  const entry: Transition<S, E> | undefined = row[type]
  return entry === undefined
    ? refuse('not-in-this-status', { allowedIn: statusesAccepting(type) })
    : entry(session, event)
}

const statusesAccepting = (type: EventType): readonly Status[] =>
  allStatuses.filter((status) => machine[status][type] !== undefined)
