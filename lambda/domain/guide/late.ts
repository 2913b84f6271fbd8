import { LEADS_ON_WITHIN_MS } from '../machine/limits.ts'
import type { EventType } from '../session/event.ts'
import { isTerminal, type Session } from '../session/session.ts'

/** At each of these the flow goes on by itself, in the end to the charge. */
const leadsOn: ReadonlySet<EventType> = new Set([
  'payment-opened',
  'field-captured',
  'field-rejected',
])

/**
 * Whether news that are so old tell of now. Those from the future were received by a clock that is
 * wrong: nobody knows how old they are.
 */
export const isFresh = (ageMs: number): boolean => Math.abs(ageMs) <= LEADS_ON_WITHIN_MS

/**
 * Whether news come too late for the flow to act on them. A caller who was turned away meanwhile
 * may have paid elsewhere, so that nothing is charged because of what was keyed back then; one who
 * is still there keys the field again. A verdict is never too late, nor is anything when an agent
 * decides what to do about it.
 */
export const isTooLate = (
  session: Session,
  news: { readonly type: EventType; readonly ageMs: number },
): boolean =>
  session.mode === 'guided' &&
  !isTerminal(session) &&
  leadsOn.has(news.type) &&
  !isFresh(news.ageMs)
