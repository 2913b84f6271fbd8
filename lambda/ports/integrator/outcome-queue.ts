import type { Outcome } from '../../domain/session/outcome.ts'
import type { Session } from '../../domain/session/session.ts'

/**
 * Where integrators hear how sessions ended: in order for each session, and at least once. The same
 * outcome put again within minutes is one message; later it is a repetition, with the same number.
 */
export interface OutcomeQueue {
  /** `unavailable` when nothing is known to be kept. Never throws. */
  put(ended: EndedSession): Promise<'queued' | 'unavailable'>
}

export interface EndedSession {
  /** As it is now: it may have ended once more since. */
  readonly session: Session
  readonly outcome: Outcome
}
