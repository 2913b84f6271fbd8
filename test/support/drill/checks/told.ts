import type { Session, Status } from '../../../../lambda/domain/session/session.ts'
import { type MetricName, metrics } from '../../../../lambda/metrics.ts'
import type { JournalEntry } from '../../../../lambda/ports/journal.ts'
import type { Run } from './truth.ts'

/** What each ending is counted as; the others are none. */
const counts: Readonly<Partial<Record<Status, MetricName>>> = {
  succeeded: metrics.sessionSucceeded,
  failed: metrics.sessionFailed,
  cancelled: metrics.sessionCancelled,
  unresolved: metrics.sessionUnresolved,
}

/**
 * Each ending that was written is told to integrators, and counted in the log, at least once. Who
 * does each message once, by its id, has them all in the order in which they came to be.
 */
export function untold({ drill }: Run, session: Session): readonly string[] {
  const statuses = drill.writes
    .filter((write) => write.session.id === session.id)
    .map((write) => write.session.state.status)
  const endings = statuses.filter(
    (status, index) => counts[status] !== undefined && status !== statuses[index - 1],
  )
  const messages = drill.outcomes.messages.filter(({ sessionId }) => sessionId === session.id)
  const heard = messages.filter(
    ({ id }, index) => messages.findIndex((other) => other.id === id) === index,
  )
  const told = heard.map(({ status }) => String(status)).join(', ')
  const isInOrder = heard.every(({ number }, index) => number === index + 1)
  const counted = drill.journal.filter(({ sessionId }) => sessionId === session.id)
  const missed = endings.filter(
    (status) => !counted.some(({ metric }) => metric === counts[status]),
  )
  return [
    ...(told === endings.join(', ')
      ? []
      : [`ended as ${endings.join(', ')}, and told as ${told || 'nothing'}`]),
    ...(isInOrder ? [] : ['told out of order']),
    ...missed.map((status) => `${status}, and nobody counted it`),
    ...(isGivenUp({ drill }, session) && !isCalled(counted)
      ? ['given up by look-ups, and no person was called']
      : []),
  ]
}

/** One look-up for each of the five times of the plan, and then nobody asks by itself any more. */
const LOOK_UPS = 5

const isGivenUp = ({ drill }: Pick<Run, 'drill'>, { id }: Session): boolean =>
  drill.ports.lookUp !== null &&
  drill.writes.some(
    ({ session }) =>
      session.id === id &&
      session.state.status === 'unresolved' &&
      session.state.lookUps > LOOK_UPS,
  )

/** Beside the line that counts it as unresolved. */
const isCalled = (counted: readonly JournalEntry[]): boolean =>
  counted.some(
    ({ message, metric }) =>
      message === 'charge not found out' && metric === metrics.sessionUnresolved,
  )
