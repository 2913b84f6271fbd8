import type { DueFor } from '../domain/machine/due.ts'
import type { SessionEvent } from '../domain/session/event.ts'
import { isIn, isTerminal, type Session } from '../domain/session/session.ts'
import type { SessionId } from '../domain/values/ids.ts'
import type { EpochMs } from '../domain/values/time.ts'
import { metrics } from '../metrics.ts'
import { advance } from './engine/advance.ts'
import type { World } from './engine/world.ts'
import { lookUpCharge } from './look-up-charge.ts'

/** One run stays well inside its function's time; what is left over comes next minute. */
const SESSIONS_PER_RUN_MAX = 500

/** What could not be told comes a little at a time: a queue that hangs costs seconds. */
const TOLD_PER_RUN_MAX = 100

/** Side by side: enough to hide the waiting, few enough for Twilio's concurrency limit. */
const SIDE_BY_SIDE = 10

/** What a session may take, at the most: a look at the call and three sends, or a look-up. */
const SETTLING_MS = 20_000

export interface Settled {
  readonly seen: number
  readonly changed: number
  /** Sessions that could not be settled this time and stay due. */
  readonly failed: number
}

/**
 * Looks after the sessions that nobody else does: sends again what a dead function left behind,
 * ends sessions whose call is over, says "not known" of charges without a verdict, tells what is
 * untold, and asks the processor about what is not known. Safe to run twice at once: every change
 * is a conditional write.
 */
export async function settleDueSessions(
  world: World,
  { remainingMs }: { readonly remainingMs: () => number },
): Promise<Settled> {
  const cared = await careFor(world, remainingMs)
  const told = await tellDue(world, remainingMs)
  const lookedUp = await lookUpDue(world, remainingMs)
  const all = [cared, told, lookedUp]
  const sum = (of: keyof Settled) => all.reduce((total, settled) => total + settled[of], 0)
  return { seen: sum('seen'), changed: sum('changed'), failed: sum('failed') }
}

async function careFor(world: World, remainingMs: () => number): Promise<Settled> {
  const { due, lost } = await loadDue(world, { dueFor: 'care', limit: SESSIONS_PER_RUN_MAX })
  // Charges without a verdict first: they need no look at the call, and somebody waits for a word.
  const urgent = due.filter((session) => isIn(session, 'completing'))
  const others = due.filter((session) => !isIn(session, 'completing'))
  return settleAll(world, { due: [...urgent, ...others], lost, remainingMs })
}

/** Leaves as much time again for the look-ups. */
async function tellDue(world: World, remainingMs: () => number): Promise<Settled> {
  if (remainingMs() < 2 * SETTLING_MS) return nothing
  const found = await loadDue(world, { dueFor: 'tell', limit: TOLD_PER_RUN_MAX })
  return settleAll(world, { ...found, remainingMs: () => remainingMs() - SETTLING_MS })
}

const nothing: Settled = { seen: 0, changed: 0, failed: 0 }

/** Last, since a processor may take its time over each. */
async function lookUpDue(world: World, remainingMs: () => number): Promise<Settled> {
  if (remainingMs() < SETTLING_MS) return nothing
  const found = await loadDue(world, { dueFor: 'look-up', limit: SESSIONS_PER_RUN_MAX })
  return settleAll(world, { ...found, remainingMs })
}

async function settleAll(
  world: World,
  { due, lost, remainingMs }: DueSessions & { readonly remainingMs: () => number },
): Promise<Settled> {
  const results: Array<'changed' | 'same' | 'failed'> = []
  await inBatches(due, async (batch) => {
    if (remainingMs() < SETTLING_MS) return
    const settling = batch.map((session) => settle(world, { session, remainingMs }))
    results.push(...(await Promise.all(settling)))
  })
  const count = (wanted: string) => results.filter((result) => result === wanted).length
  const failed = count('failed') + lost
  return { seen: results.length + lost, changed: count('changed'), failed }
}

const needsNoLook = (session: Session): boolean =>
  session.state.status === 'completing' || isTerminal(session)

async function inBatches<Item>(
  items: readonly Item[],
  take: (batch: readonly Item[]) => Promise<void>,
): Promise<void> {
  for (let start = 0; start < items.length; start += SIDE_BY_SIDE) {
    await take(items.slice(start, start + SIDE_BY_SIDE))
  }
}

interface DueSessions {
  readonly due: readonly Session[]
  /** How many could not be read. */
  readonly lost: number
}

async function loadDue(
  world: World,
  { dueFor, limit }: { readonly dueFor: DueFor; readonly limit: number },
): Promise<DueSessions> {
  const now = world.surroundings.now()
  const ids = await world.sessions.due({ now, limit, dueFor })
  const due: Session[] = []
  let lost = 0
  await inBatches(ids, async (batch) => {
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

async function settle(
  world: World,
  due: { readonly session: Session; readonly remainingMs: () => number },
): Promise<'changed' | 'same' | 'failed'> {
  const { session, remainingMs } = due
  const sessionId = session.id
  try {
    const event = await eventFor(world, session)
    const advanced = await advance(world, { sessionId, event, announce: true, remainingMs })
    if (advanced.result !== 'advanced') return 'same'
    if (lookUpsOf(advanced.session) > lookUpsOf(session))
      await lookUpCharge(world, { session: advanced.session, remainingMs })
    return 'changed'
  } catch (error) {
    journalFailure(world, { sessionId, error })
    return 'failed'
  }
}

/** A look-up whose time had come was taken; other things come due in an unresolved session, too. */
const lookUpsOf = (session: Session): number =>
  isIn(session, 'unresolved') ? session.state.lookUps : 0

/** One session that cannot be settled must not keep the others waiting. */
function journalFailure(
  { journal }: World,
  failure: { readonly sessionId: SessionId; readonly error: unknown },
): void {
  const { sessionId, error } = failure
  journal.write({
    level: 'error',
    message: 'session could not be settled',
    sessionId,
    errorName: error instanceof Error ? error.name : 'unknown',
    metric: metrics.dependencyFailed,
  })
}

async function eventFor(world: World, session: Session): Promise<(at: EpochMs) => SessionEvent> {
  const timePassed = (at: EpochMs): SessionEvent => ({ type: 'time-passed', at })
  if (needsNoLook(session)) return timePassed
  const status = await world.calls.status(session)
  if (status === 'over') return (at) => ({ type: 'call-ended', at })
  // A command that is owed is sent again; a session that only waits is marked as looked after.
  if (session.pending !== null) return timePassed
  // Twilio not telling counts as alive: or these would come first for ever, and starve the others.
  return (at) => ({ type: 'call-alive', at })
}
