import type { DueFor } from '../../domain/machine/due.ts'
import type { SessionId } from '../../domain/values/ids.ts'
import type { World } from '../engine/world.ts'
import { SETTLING_MS, type SettledAs, settleSession } from './settle-session.ts'

/** Side by side: enough to hide the waiting, few enough for Twilio's concurrency limit. */
const SIDE_BY_SIDE = 10

/**
 * How many that fail a run passes over, of each kind, to get at those behind them. A record that
 * this version cannot read costs a read: so many take five seconds, and a log line each.
 */
const PASSED_OVER_MAX = 5_000

/** Sessions that are due for the same thing. */
export interface Kind {
  readonly dueFor: DueFor
  /** How many a run takes up, at the most, beside those that fail. */
  readonly limit: number
}

export interface Settled {
  readonly seen: number
  readonly changed: number
  /** Sessions that could not be settled this time and stay due. */
  readonly failed: number
}

export const nothing: Settled = { seen: 0, changed: 0, failed: 0 }

export const sum = (one: Settled, other: Settled): Settled => ({
  seen: one.seen + other.seen,
  changed: one.changed + other.changed,
  failed: one.failed + other.failed,
})

type Work = Kind & { readonly remainingMs: () => number }

/**
 * The oldest first, and as many more as fail: what fails stays at the head of the index, and must
 * not keep those behind it waiting, in this run or for ever.
 */
export async function settleKind(world: World, work: Work): Promise<Settled> {
  const { dueFor, limit, remainingMs } = work
  const taken = new Set<SessionId>()
  let settled = nothing
  while (remainingMs() >= SETTLING_MS && settled.failed < PASSED_OVER_MAX) {
    const wanted = limit - (taken.size - settled.failed)
    // Those that were taken may be listed once more: as failed, or since the index lags behind.
    const now = world.surroundings.now()
    const listed = await world.sessions.due({ now, limit: taken.size + wanted, dueFor })
    const fresh = listed.filter((id) => !taken.has(id)).slice(0, wanted)
    for (const id of fresh) taken.add(id)
    const round = await settleAll(world, { ids: fresh, remainingMs })
    settled = sum(settled, round)
    if (round.failed === 0 || fresh.length < wanted) break
  }
  return settled
}

interface Round {
  readonly ids: readonly SessionId[]
  readonly remainingMs: () => number
}

/** Each batch is read just before it is settled, so that a slow database does not eat up a run. */
async function settleAll(world: World, { ids, remainingMs }: Round): Promise<Settled> {
  const results: SettledAs[] = []
  for (let start = 0; start < ids.length; start += SIDE_BY_SIDE) {
    if (remainingMs() < SETTLING_MS) break
    const batch = ids.slice(start, start + SIDE_BY_SIDE)
    const settling = batch.map((sessionId) => settleSession(world, { sessionId, remainingMs }))
    results.push(...(await Promise.all(settling)))
  }
  const count = (wanted: SettledAs) => results.filter((result) => result === wanted).length
  const seen = results.length - count('gone')
  return { seen, changed: count('changed'), failed: count('failed') }
}
