import { isIn, isTerminal, type Session } from '../session/session.ts'
import { type EpochMs, later } from '../values/time.ts'
import { lookUpDueAt } from './ended/resolving.ts'
import { tellingDueAt } from './ended/telling.ts'
import { REDRIVE_AFTER_MS, TEND_EVERY_MS } from './limits.ts'

/** What a session is due for: to be looked after, for a look-up at the processor, or to be told. */
export type DueFor = 'care' | 'look-up' | 'tell'

/** What comes first. One who cannot be told must not keep those waiting who need care. */
export function dueFor(session: Session): DueFor {
  const due = dueAt(session)
  if (due !== null && due === careDueAt(session)) return 'care'
  if (due !== null && due === lookUpDue(session)) return 'look-up'
  return tellingDueAt(session) === null ? 'care' : 'tell'
}

/** When somebody has to look after this session if nothing happens; `null`: never again. */
export function dueAt(session: Session): EpochMs | null {
  const moments = [careDueAt(session), lookUpDue(session), tellingDueAt(session)]
  const [first = null] = moments.filter((moment) => moment !== null).sort((one, two) => one - two)
  return first
}

const lookUpDue = (session: Session): EpochMs | null =>
  isIn(session, 'unresolved') ? lookUpDueAt(session) : null

function careDueAt(session: Session): EpochMs | null {
  const { state, pending } = session
  if (state.status === 'completing') return state.verdictDueAt
  if (state.status === 'unresolved') return null
  if (pending !== null) return later(pending.recordedAt, REDRIVE_AFTER_MS)
  return isTerminal(session) ? null : later(session.tendedAt, TEND_EVERY_MS)
}
