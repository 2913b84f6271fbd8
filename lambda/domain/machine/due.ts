import { isTerminal, type Session } from '../session/session.ts'
import { type EpochMs, later } from '../values/time.ts'
import { REDRIVE_AFTER_MS, TEND_EVERY_MS } from './limits.ts'

/** When somebody has to look after this session if nothing happens; `null`: never again. */
export function dueAt(session: Session): EpochMs | null {
  const { state, pending } = session
  if (state.status === 'completing') return state.verdictDueAt
  if (pending !== null) return later(pending.recordedAt, REDRIVE_AFTER_MS)
  return isTerminal(session) ? null : later(session.tendedAt, TEND_EVERY_MS)
}
