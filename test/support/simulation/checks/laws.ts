import type { Status } from '../../../../lambda/domain/session/session.ts'

/**
 * Where a status may lead in a world whose processor tells the truth, written down by hand.
 * A contradiction (a charge that was told as refused) has no row: here it would be our mistake.
 */
const leadsTo: Readonly<Record<Status, readonly Status[]>> = {
  offered: ['starting', 'failed', 'cancelled'],
  starting: ['collecting', 'capturing', 'failed', 'cancelled'],
  collecting: ['starting', 'capturing', 'completing', 'failed', 'cancelled'],
  capturing: ['starting', 'collecting', 'completing', 'failed', 'cancelled'],
  completing: [
    'offered',
    'starting',
    'collecting',
    'succeeded',
    'failed',
    'cancelled',
    'unresolved',
  ],
  unresolved: ['succeeded', 'failed'],
  succeeded: [],
  failed: [],
  cancelled: [],
}

export const isLawful = (from: Status | null, to: Status): boolean =>
  from === null ? to === 'offered' || to === 'starting' : from === to || leadsTo[from].includes(to)

/** What words say of the deed, read as a caller understands them. */
export function claimIn(words: string): 'done' | 'not-done' | null {
  if (/payment was successful|has been saved/.test(words) && !/has not been saved/.test(words)) {
    return /do not know/.test(words) ? null : 'done'
  }
  return /not been charged|not been saved/.test(words) && !/do not know/.test(words)
    ? 'not-done'
    : null
}
