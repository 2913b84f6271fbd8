import type { Session } from '../../session/session.ts'
import { type EpochMs, later } from '../../values/time.ts'
import { CLOCK_WRONG_MS_MAX } from '../limits.ts'

/** When a charge was made that belongs to a session, by the processor's clock. */
export interface SearchedTime {
  readonly from: EpochMs
  readonly to: EpochMs
}

/**
 * The session was begun by one clock and is asked about by another: a search that believed both
 * would miss a charge, and "not charged" lets the customer pay again.
 */
export const searchedTime = ({ createdAt }: Session, at: EpochMs): SearchedTime => ({
  from: later(createdAt, -CLOCK_WRONG_MS_MAX),
  to: later(at, CLOCK_WRONG_MS_MAX),
})
