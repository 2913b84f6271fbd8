import { dueAt } from '../../../../lambda/domain/machine/due.ts'
import { SESSION_WITHIN_MS } from '../../../../lambda/domain/machine/limits.ts'
import { isTerminal, type Session } from '../../../../lambda/domain/session/session.ts'
import { BEGINNING } from '../time/beginning.ts'

/** The schedule runs each minute. */
const RUN_MS = 60_000

interface Times {
  readonly nowMs: number
  readonly calmSinceMs: number
  /** Since when the session has its status. */
  readonly sinceMs: number
}

/** Whether a session, or what is owed after its end, is overdue: the trouble is over, too. */
export function isLate(session: Session, times: Times): boolean {
  const { state } = session
  const calmFrom = (ms: number) => Math.max(ms - BEGINNING, times.calmSinceMs)
  if (state.status !== 'completing') return times.nowMs > calmFrom(endsBy(session)) + 2 * RUN_MS
  // Who woke up late, by a clock of the storm, may write a deadline that has passed already.
  return times.nowMs > Math.max(calmFrom(state.verdictDueAt), times.sinceMs) + RUN_MS
}

/** What is looked at once a minute is due a moment after a run at times, and has another. */
const endsBy = (session: Session): number =>
  isTerminal(session)
    ? (dueAt(session) ?? Number.POSITIVE_INFINITY)
    : session.createdAt + SESSION_WITHIN_MS

export const isAtRest = (session: Session): boolean => dueAt(session) === null
