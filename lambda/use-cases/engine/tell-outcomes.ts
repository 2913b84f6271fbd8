import { TOLD_LATE_TRIES } from '../../domain/machine/limits.ts'
import { newlyUntold } from '../../domain/session/outcome.ts'
import type { Session } from '../../domain/session/session.ts'
import { metrics } from '../../metrics.ts'
import { journalOutcome } from './journal-outcome.ts'
import type { World } from './world.ts'

/** Up to which number endings were told, and counted; 0 for none. */
export interface ToldOutcomes {
  readonly number: number
  readonly counted: number
}

/**
 * Tells what a change has ended, the oldest first: the log, by whose metrics alarms rise, and the
 * queue of integrators. Whoever dies on the way is followed by somebody who tells it again.
 * @returns `null` when there is nothing to tell
 */
export async function tellOutcomes(
  world: World,
  { before, after }: { readonly before: Session | null; readonly after: Session },
): Promise<ToldOutcomes | null> {
  const outcomes = newlyUntold(before?.untold, after.untold)
  const last = outcomes.at(-1)
  if (last === undefined) return null
  const { counted = 0, tries = 1 } = after.untold ?? {}
  // The alarm must not wait for a queue that may be away.
  for (const outcome of outcomes) {
    if (outcome.number > counted) journalOutcome(world.journal, { session: after, outcome })
  }
  let number = 0
  for (const outcome of outcomes) {
    const put = await world.outcomes.put({ session: after, outcome })
    if (put === 'unavailable') {
      journalUntold(world, { session: after, tries })
      break
    }
    number = outcome.number
  }
  return { number, counted: last.number }
}

function journalUntold(
  { journal }: World,
  { session, tries }: { readonly session: Session; readonly tries: number },
): void {
  const metric = tries < TOLD_LATE_TRIES ? metrics.dependencyFailed : metrics.outcomeUntold
  journal.write({ level: 'error', message: 'outcome not told', sessionId: session.id, metric })
}
