import type { World } from './engine/world.ts'
import { type Kind, nothing, type Settled, settleKind, sum } from './settling/settle-kind.ts'
import { SETTLING_MS } from './settling/settle-session.ts'

/** One run stays well inside its function's time; what is left over comes next minute. */
const SESSIONS_PER_RUN_MAX = 500

/** What could not be told comes a little at a time: a queue that hangs costs seconds. */
const TOLD_PER_RUN_MAX = 100

/**
 * In the order of who waits for it, each by a query and a limit of its own, so that no backlog of
 * one kind hides another.
 */
const kinds: ReadonlyArray<Kind & { readonly leavesMs: number }> = [
  // They need no look at the call, and somebody waits for a word.
  { dueFor: 'verdict', limit: SESSIONS_PER_RUN_MAX, leavesMs: 0 },
  { dueFor: 'care', limit: SESSIONS_PER_RUN_MAX, leavesMs: 0 },
  // Leaves as much time again for the look-ups.
  { dueFor: 'tell', limit: TOLD_PER_RUN_MAX, leavesMs: SETTLING_MS },
  // Last, since a processor may take its time over each.
  { dueFor: 'look-up', limit: SESSIONS_PER_RUN_MAX, leavesMs: 0 },
]

/**
 * Looks after the sessions that nobody else does: says "not known" of charges without a verdict,
 * sends again what a dead function left behind, ends sessions whose call is over, tells what is
 * untold, and asks the processor about what is not known. Safe to run twice at once: every change
 * is a conditional write.
 */
export async function settleDueSessions(
  world: World,
  { remainingMs }: { readonly remainingMs: () => number },
): Promise<Settled> {
  let settled = nothing
  for (const { leavesMs, ...kind } of kinds) {
    const leftMs = () => remainingMs() - leavesMs
    settled = sum(settled, await settleKind(world, { ...kind, remainingMs: leftMs }))
  }
  return settled
}
