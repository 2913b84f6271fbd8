import { decide } from '../../lambda/domain/machine/decide.ts'
import type { SessionEvent } from '../../lambda/domain/session/event.ts'
import { isRefusal } from '../../lambda/domain/session/refusal.ts'
import {
  isIn,
  type Session,
  type SessionIn,
  type Status,
} from '../../lambda/domain/session/session.ts'

/** The session after the events, all of which it must accept. */
export function decided(session: Session, ...events: readonly SessionEvent[]): Session {
  return events.reduce((before, event) => {
    const next = decide(before, event)
    if (isRefusal(next)) throw new Error(`${event.type} was refused: ${next.refused}.`)
    return next
  }, session)
}

/** Why the event is refused, or nothing when it is accepted. */
export function refusalOf(session: Session, event: SessionEvent): string | null {
  const next = decide(session, event)
  return isRefusal(next) ? next.refused : null
}

/** The same session, known to be in the status; fails the test when it is not. */
export function being<S extends Status>(session: Session, status: S): SessionIn<S> {
  if (isIn(session, status)) return session
  throw new Error(`The session was expected to be ${status}, but is ${session.state.status}.`)
}
