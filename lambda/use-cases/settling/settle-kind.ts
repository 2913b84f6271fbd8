import type { DueFor } from '../../domain/machine/due.ts'
import { isIn, type Session } from '../../domain/session/session.ts'
import type { SessionId } from '../../domain/values/ids.ts'
import type { World } from '../engine/world.ts'
import { journalFailure, SETTLING_MS, settleSession } from './settle-session.ts'

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

async function settleAll(world: World, round: Round): Promise<Settled> {
  const { remainingMs } = round
  const { due, lost } = await loadAll(world, round)
  // The version before kept charges without a verdict among all others: they come first there, too.
  const urgent = due.filter((session) => isIn(session, 'completing'))
  const others = due.filter((session) => !isIn(session, 'completing'))
  const results: Array<'changed' | 'same' | 'failed'> = []
  await inBatches([...urgent, ...others], async (batch) => {
    if (remainingMs() < SETTLING_MS) return
    const settling = batch.map((session) => settleSession(world, { session, remainingMs }))
    results.push(...(await Promise.all(settling)))
  })
  const count = (wanted: string) => results.filter((result) => result === wanted).length
  const failed = count('failed') + lost
  return { seen: results.length + lost, changed: count('changed'), failed }
}

interface Loaded {
  readonly due: readonly Session[]
  /** How many could not be read. */
  readonly lost: number
}

/** A database that hangs costs the rest of the run, and not the function its life. */
async function loadAll(world: World, { ids, remainingMs }: Round): Promise<Loaded> {
  const due: Session[] = []
  let lost = 0
  await inBatches(ids, async (batch) => {
    if (remainingMs() < SETTLING_MS) return
    const loading = batch.map(async (sessionId) => {
      try {
        const stored = await world.sessions.load(sessionId)
        if (stored !== null) due.push(stored.session)
      } catch (error) {
        lost += 1
        journalFailure(world, { sessionId, error })
      }
    })
    await Promise.all(loading)
  })
  return { due, lost }
}

async function inBatches<Item>(
  items: readonly Item[],
  take: (batch: readonly Item[]) => Promise<void>,
): Promise<void> {
  for (let start = 0; start < items.length; start += SIDE_BY_SIDE) {
    await take(items.slice(start, start + SIDE_BY_SIDE))
  }
}
