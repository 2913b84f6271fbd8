import { isIn, isTerminal, type Session } from '../session/session.ts'
import { type EpochMs, later } from '../values/time.ts'
import { REDRIVE_AFTER_MS, TEND_EVERY_MS } from './limits.ts'
import { lookUpDueAt } from './resolving.ts'

/** What a session is due for: to be looked after, or for a look-up at the processor. */
export type DueFor = 'care' | 'look-up'

export const dueFor = ({ state }: Session): DueFor =>
  state.status === 'unresolved' ? 'look-up' : 'care'

/** When somebody has to look after this session if nothing happens; `null`: never again. */
export function dueAt(session: Session): EpochMs | null {
  const { state, pending } = session
  if (state.status === 'completing') return state.verdictDueAt
  if (isIn(session, 'unresolved')) return lookUpDueAt(session)
  if (pending !== null) return later(pending.recordedAt, REDRIVE_AFTER_MS)
  return isTerminal(session) ? null : later(session.tendedAt, TEND_EVERY_MS)
}
