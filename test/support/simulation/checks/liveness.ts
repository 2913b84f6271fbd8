import { dueAt } from '../../../../lambda/domain/machine/due.ts'
import { SESSION_WITHIN_MS } from '../../../../lambda/domain/machine/limits.ts'
import { isTerminal, type Session } from '../../../../lambda/domain/session/session.ts'
import { BEGINNING } from '../time/beginning.ts'

/** The schedule runs each minute: it may just have run, and it may take until the next. */
const TWO_RUNS_MS = 2 * 60_000

/** Whether a session, or what is owed after its end, is overdue: the trouble is over, too. */
export function isLate(
  session: Session,
  { nowMs, calmSinceMs }: { readonly nowMs: number; readonly calmSinceMs: number },
): boolean {
  return nowMs > Math.max(deadlineOf(session) - BEGINNING, calmSinceMs) + TWO_RUNS_MS
}

function deadlineOf(session: Session): number {
  const { state, createdAt } = session
  if (isTerminal(session)) return dueAt(session) ?? Number.POSITIVE_INFINITY
  return state.status === 'completing' ? state.verdictDueAt : createdAt + SESSION_WITHIN_MS
}

export const isAtRest = (session: Session): boolean => dueAt(session) === null
