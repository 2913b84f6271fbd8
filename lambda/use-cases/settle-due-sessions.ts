import type { SessionEvent } from '../domain/session/event.ts'
import { isTerminal, type Session } from '../domain/session/session.ts'
import type { SessionId } from '../domain/values/ids.ts'
import type { EpochMs } from '../domain/values/time.ts'
import { metrics } from '../metrics.ts'
import { advance } from './engine/advance.ts'
import type { World } from './engine/world.ts'

/** One run stays well inside its function's time; what is left over comes next minute. */
const SESSIONS_PER_RUN_MAX = 500

/** Side by side: enough to hide the waiting, few enough for Twilio's concurrency limit. */
const SIDE_BY_SIDE = 10

/** What a session may take, at the most: a look at the call, and three sends. */
const SETTLING_MS = 20_000

export interface Settled {
  readonly seen: number
  readonly changed: number
  /** Sessions that could not be settled this time and stay due. */
  readonly failed: number
}

/**
 * Looks after the sessions that nobody else does: sends again what a dead function left behind,
 * ends sessions whose call is over, and says "not known" of charges without a verdict.
 * Safe to run twice at once: every change is a conditional write.
 */
export async function settleDueSessions(
  world: World,
  { remainingMs }: { readonly remainingMs: () => number },
): Promise<Settled> {
  const now = world.surroundings.now()
  const ids = await world.sessions.due({ now, limit: SESSIONS_PER_RUN_MAX })
  const results: Array<'changed' | 'same' | 'failed'> = []
  for (let start = 0; start < ids.length; start += SIDE_BY_SIDE) {
    if (remainingMs() < SETTLING_MS) break
    const batch = ids.slice(start, start + SIDE_BY_SIDE)
    results.push(...(await Promise.all(batch.map((id) => settle(world, { id, remainingMs })))))
  }
  const count = (wanted: string) => results.filter((result) => result === wanted).length
  return { seen: results.length, changed: count('changed'), failed: count('failed') }
}

async function settle(
  world: World,
  due: { readonly id: SessionId; readonly remainingMs: () => number },
): Promise<'changed' | 'same' | 'failed'> {
  try {
    const stored = await world.sessions.load(due.id)
    if (stored === null) return 'same'
    const event = await eventFor(world, stored.session)
    const { remainingMs } = due
    const advanced = await advance(world, {
      sessionId: due.id,
      event,
      announce: true,
      remainingMs,
    })
    return advanced.result === 'advanced' ? 'changed' : 'same'
  } catch (error) {
    // One session that cannot be settled must not keep the others waiting.
    const errorName = error instanceof Error ? error.name : 'unknown'
    world.journal.write({
      level: 'error',
      message: 'session could not be settled',
      sessionId: due.id,
      errorName,
      metric: metrics.dependencyFailed,
    })
    return 'failed'
  }
}

async function eventFor(world: World, session: Session): Promise<(at: EpochMs) => SessionEvent> {
  const timePassed = (at: EpochMs): SessionEvent => ({ type: 'time-passed', at })
  if (session.state.status === 'completing' || isTerminal(session)) return timePassed
  const status = await world.calls.status(session.callSid)
  if (status === 'over') return (at) => ({ type: 'call-ended', at })
  // A command that is owed is sent again; a session that only waits is marked as looked after.
  if (session.pending !== null) return timePassed
  return status === 'in-progress' ? (at) => ({ type: 'call-alive', at }) : timePassed
}
