import { isIn, isTerminal, type Session } from '../session/session.ts'
import { type EpochMs, later } from '../values/time.ts'
import { lookUpDueAt } from './ended/resolving.ts'
import { tellingDueAt } from './ended/telling.ts'
import { REDRIVE_AFTER_MS, TEND_EVERY_MS } from './limits.ts'

/** What a session is due for: to be looked after, or for a look-up at the processor. */
export type DueFor = 'care' | 'look-up'

/** What comes first; what is told in vain must not keep a look-up waiting, nor the other way. */
export function dueFor(session: Session): DueFor {
  const lookUpAt = isIn(session, 'unresolved') ? lookUpDueAt(session) : null
  return lookUpAt !== null && lookUpAt === dueAt(session) ? 'look-up' : 'care'
}

/** When somebody has to look after this session if nothing happens; `null`: never again. */
export function dueAt(session: Session): EpochMs | null {
  const tellAt = tellingDueAt(session)
  const careAt = careDueAt(session)
  if (tellAt === null || careAt === null) return tellAt ?? careAt
  return tellAt < careAt ? tellAt : careAt
}

function careDueAt(session: Session): EpochMs | null {
  const { state, pending } = session
  if (state.status === 'completing') return state.verdictDueAt
  if (isIn(session, 'unresolved')) return lookUpDueAt(session)
  if (pending !== null) return later(pending.recordedAt, REDRIVE_AFTER_MS)
  return isTerminal(session) ? null : later(session.tendedAt, TEND_EVERY_MS)
}
