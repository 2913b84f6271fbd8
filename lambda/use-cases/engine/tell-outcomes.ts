import { newlyUntold, type Outcome } from '../../domain/session/outcome.ts'
import type { Session } from '../../domain/session/session.ts'
import { type MetricName, metrics } from '../../metrics.ts'
import type { World } from './world.ts'

/**
 * Tells what a change has ended, the oldest first: the log, by whose metrics alarms rise, and the
 * queue of integrators. Whoever dies on the way is followed by somebody who tells it again.
 * @returns the number up to which all is told; `null` when nothing is certain to be
 */
export async function tellOutcomes(
  world: World,
  { before, after }: { readonly before: Session | null; readonly after: Session },
): Promise<number | null> {
  const untold = newlyUntold(before?.untold, after.untold)
  // The alarm must not wait for a queue that may be away.
  for (const outcome of untold) journalOutcome(world, { session: after, outcome })
  let told: number | null = null
  for (const outcome of untold) {
    if ((await world.outcomes.put({ session: after, outcome })) === 'unavailable') {
      const { id: sessionId } = after
      const metric = metrics.dependencyFailed
      world.journal.write({ level: 'error', message: 'outcome not told', sessionId, metric })
      return told
    }
    told = outcome.number
  }
  return told
}

function journalOutcome(
  { journal }: World,
  { session, outcome }: { readonly session: Session; readonly outcome: Outcome },
): void {
  const { status, unexpected } = outcome
  journal.write({
    level: status === 'unresolved' || unexpected ? 'error' : 'info',
    message: 'session ended',
    sessionId: session.id,
    status,
    metric: unexpected ? metrics.chargeContradicted : metricOf[status],
  })
}

const metricOf: Readonly<Record<Outcome['status'], MetricName>> = {
  succeeded: metrics.sessionSucceeded,
  failed: metrics.sessionFailed,
  cancelled: metrics.sessionCancelled,
  unresolved: metrics.sessionUnresolved,
}
