import type { Status } from '../../../../lambda/domain/session/session.ts'

/**
 * Where each status may lead in a world whose processor tells the truth: written by hand from what
 * a session is for, and not from the machine. A contradiction, such as a charge that was told as
 * refused, has no way: there it would be a mistake of ours.
 */
export const ways: Readonly<Record<Status, readonly Status[]>> = {
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
