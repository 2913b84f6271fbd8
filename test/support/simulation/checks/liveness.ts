import { dueAt } from '../../../../lambda/domain/machine/due.ts'
import { SESSION_WITHIN_MS } from '../../../../lambda/domain/machine/limits.ts'
import { isTerminal, type Session } from '../../../../lambda/domain/session/session.ts'
import { BEGINNING } from '../time/beginning.ts'

/** The schedule runs each minute: it may just have run, and it may take until the next. */
const TWO_RUNS_MS = 2 * 60_000

/** Whether a session should have ended by now: its own deadline is over, and the trouble, too. */
export function isLate(
  session: Session,
  { nowMs, calmSinceMs }: { readonly nowMs: number; readonly calmSinceMs: number },
): boolean {
  if (isTerminal(session)) return false
  const { state, createdAt } = session
  const deadline =
    state.status === 'completing' ? state.verdictDueAt : createdAt + SESSION_WITHIN_MS
  return nowMs > Math.max(deadline - BEGINNING, calmSinceMs) + TWO_RUNS_MS
}

export const isAtRest = (session: Session): boolean => dueAt(session) === null
