import { isIn, isTerminal, type Session } from '../session/session.ts'
import { type EpochMs, later } from '../values/time.ts'
import { lookUpDueAt } from './ended/resolving.ts'
import { tellingDueAt } from './ended/telling.ts'
import { REDRIVE_AFTER_MS, TEND_EVERY_MS } from './limits.ts'

/**
 * What a session is due for: the truth about a charge that got no verdict, to be looked after, a
 * look-up at the processor, or to be told.
 */
export type DueFor = 'verdict' | 'care' | 'look-up' | 'tell'

export interface Due {
  readonly dueFor: DueFor
  readonly at: EpochMs
}

/**
 * What somebody has to do about this session if nothing happens, and when; `null`: nothing, ever.
 * What comes first counts: one who cannot be told must not keep those waiting who need care.
 */
export function nextDue(session: Session): Due | null {
  const moments = [
    { dueFor: 'verdict', at: verdictDueAt(session) },
    { dueFor: 'care', at: careDueAt(session) },
    { dueFor: 'look-up', at: lookUpDue(session) },
    { dueFor: toldWith(session), at: tellingDueAt(session) },
  ] as const
  let next: Due | null = null
  for (const { dueFor, at } of moments) {
    if (at !== null && (next === null || at < next.at)) next = { dueFor, at }
  }
  return next
}

const verdictDueAt = (session: Session): EpochMs | null =>
  isIn(session, 'completing') ? session.state.verdictDueAt : null

const lookUpDue = (session: Session): EpochMs | null =>
  isIn(session, 'unresolved') ? lookUpDueAt(session) : null

/** Endings that nobody can be told of must not keep a charge waiting for its look-up. */
const toldWith = (session: Session): DueFor => (lookUpDue(session) === null ? 'tell' : 'look-up')

function careDueAt(session: Session): EpochMs | null {
  const { pending } = session
  // Its charge is never sent again, and its call may be over: it waits for the verdict alone.
  if (isIn(session, 'completing')) return null
  if (pending !== null) return later(pending.recordedAt, REDRIVE_AFTER_MS)
  return isTerminal(session) ? null : later(session.tendedAt, TEND_EVERY_MS)
}
