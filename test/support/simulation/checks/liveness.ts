import { SESSION_WITHIN_MS } from '../../../../lambda/domain/machine/limits.ts'
import { isTerminal } from '../../../../lambda/domain/session/session.ts'
import type { Item } from '../places/session-items.ts'
import { BEGINNING } from '../time/beginning.ts'

/** The schedule runs each minute. */
const RUN_MS = 60_000

interface Times {
  readonly nowMs: number
  readonly calmSinceMs: number
}

/** Whether a session, or what is owed after its end, is overdue: the trouble is over, too. */
export function isLate(item: Item, times: Times): boolean {
  const { state } = item.session
  const calmFrom = (ms: number) => Math.max(ms - BEGINNING, times.calmSinceMs)
  if (state.status !== 'completing') return times.nowMs > calmFrom(endsBy(item)) + 2 * RUN_MS
  // Who woke up late, by a clock of the storm, may write a deadline that has passed already.
  return times.nowMs > Math.max(calmFrom(state.verdictDueAt), item.sinceMs) + RUN_MS
}

/** What is looked at once a minute is due a moment after a run at times, and has another. */
const endsBy = ({ session, due }: Item): number =>
  isTerminal(session)
    ? (due?.at ?? Number.POSITIVE_INFINITY)
    : session.createdAt + SESSION_WITHIN_MS
