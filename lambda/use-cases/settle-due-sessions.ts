import { metrics } from '../metrics.ts'
import { errorNameOf } from '../ports/errors.ts'
import type { World } from './engine/world.ts'
import { type Kind, nothing, type Settled, settleKind, sum } from './settling/settle-kind.ts'
import { SETTLING_MS } from './settling/settle-session.ts'

/** One run stays well inside its function's time; what is left over comes next minute. */
const SESSIONS_PER_RUN_MAX = 500

/** What could not be told comes a little at a time: a queue that hangs costs seconds. */
const TOLD_PER_RUN_MAX = 100

/** A batch of look-ups, begun last, takes ten seconds when the processor hangs. */
const CARE_MS = 15_000

/**
 * In the order of who waits for it, each by a query and a limit of its own, and with time left for
 * those behind it, so that no backlog of one kind hides another: each of those that need somebody
 * else may take for ever when that one hangs.
 */
const kinds: ReadonlyArray<Kind & { readonly leavesMs: number }> = [
  // They need nobody but the database, and somebody waits for a word.
  { dueFor: 'verdict', limit: SESSIONS_PER_RUN_MAX, leavesMs: 0 },
  // What alarms rise by must not wait for Twilio. Leaves as much time again for the others.
  { dueFor: 'tell', limit: TOLD_PER_RUN_MAX, leavesMs: SETTLING_MS },
  { dueFor: 'look-up', limit: SESSIONS_PER_RUN_MAX, leavesMs: CARE_MS },
  // Last, since they are looked at every minute for as long as their calls go on.
  { dueFor: 'care', limit: SESSIONS_PER_RUN_MAX, leavesMs: 0 },
]

/**
 * Looks after the sessions that nobody else does: says "not known" of charges without a verdict,
 * tells what is untold, asks the processor about what is not known, sends again what a dead
 * function left behind, and ends sessions whose call is over. Safe to run twice at once: every
 * change is a conditional write. A kind that cannot be read does not keep the others waiting.
 * @throws what the first such kind threw, after the others: nobody else says that the run failed
 */
export async function settleDueSessions(
  world: World,
  { remainingMs }: { readonly remainingMs: () => number },
): Promise<Settled> {
  let settled = nothing
  const failures: unknown[] = []
  for (const { leavesMs, ...kind } of kinds) {
    const leftMs = () => remainingMs() - leavesMs
    try {
      settled = sum(settled, await settleKind(world, { ...kind, remainingMs: leftMs }))
    } catch (error) {
      journalFailure(world, { kind, error, isFirst: failures.length === 0 })
      failures.push(error)
    }
  }
  if (failures.length > 0) throw failures[0]
  return settled
}

/** Counted once a run: that all kinds fail at one moment is no outage yet. */
function journalFailure(
  { journal }: World,
  failure: { readonly kind: Kind; readonly error: unknown; readonly isFirst: boolean },
): void {
  const { kind, error, isFirst } = failure
  journal.write({
    level: 'error',
    message: 'due sessions could not be read',
    event: kind.dueFor,
    errorName: errorNameOf(error),
    ...(isFirst ? { metric: metrics.dependencyFailed } : {}),
  })
}
