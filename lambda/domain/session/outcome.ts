import type { EpochMs } from '../values/time.ts'
import type { Session, terminalStatuses } from './session.ts'

export type EndedStatus = (typeof terminalStatuses)[number]

/**
 * An ending of a session, as integrators are told of it. A session has one, and another when the
 * truth about a charge comes out, of the same status even as one before.
 */
export interface Outcome {
  /** 1 for the first of the session. With its id, what a receiver tells repetitions by. */
  readonly number: number
  readonly status: EndedStatus
  readonly at: EpochMs
  /**
   * It succeeded without having asked for the charge, or by one charge of what may be two: a person
   * has to look at it.
   */
  readonly unexpected?: true
}

/**
 * Whether the session is still as this ending left it. Told late, an ending may be followed by
 * others, and what the session says of reason, code and charge is of the last one alone.
 */
export const isLatest = ({ number }: Outcome, { outcomes }: Pick<Session, 'outcomes'>): boolean =>
  number === outcomes

/**
 * What has not certainly been told yet. It is part of the session, so that the write which ends the
 * session is also the promise to tell of it, whoever dies in between.
 */
export interface Untold {
  /** The oldest first, and never none. */
  readonly outcomes: readonly [Outcome, ...Outcome[]]
  /** Somebody has set out so many times to tell; the first is whoever wrote the ending. */
  readonly tries: number
  readonly triedAt: EpochMs
  /** The log has counted them up to this number; none, where nobody knows that it has. */
  readonly counted?: number
}

/**
 * What whoever wrote `after` has to tell: something new, or what was taken up once more. A mere
 * change of the rest is no reason to.
 */
export function newlyUntold(
  before: Untold | undefined,
  after: Untold | undefined,
): readonly Outcome[] {
  if (after === undefined) return []
  const isKnown =
    before?.tries === after.tries &&
    before.outcomes.at(-1)?.number === after.outcomes.at(-1)?.number
  return isKnown ? [] : after.outcomes
}
