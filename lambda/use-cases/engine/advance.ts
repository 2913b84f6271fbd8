import { decide, withKey } from '../../domain/machine/decide.ts'
import { type ClientKey, isInFlight, type Receipt } from '../../domain/session/client-key.ts'
import { newlyOwed } from '../../domain/session/command.ts'
import type { SessionEvent } from '../../domain/session/event.ts'
import { isRefusal, type Refusal } from '../../domain/session/refusal.ts'
import type { Session } from '../../domain/session/session.ts'
import type { SessionId } from '../../domain/values/ids.ts'
import type { EpochMs } from '../../domain/values/time.ts'
import { AppError } from '../../ports/errors.ts'
import type { StoredSession } from '../../ports/session-store.ts'
import { announce } from './announce.ts'
import { journalChange } from './journal-change.ts'
import { perform } from './perform.ts'
import { tellOutcomes } from './tell-outcomes.ts'
import type { World } from './world.ts'

export interface Advance {
  readonly sessionId: SessionId
  /** The event, told when it is decided. */
  readonly event: (at: EpochMs) => SessionEvent
  /** The client's Idempotency-Key, if a client asks. */
  readonly key?: Pick<ClientKey, 'key' | 'fingerprint'>
  /** Whether a new prompt is to be said on the live call; a turn says it in its own answer. */
  readonly announce: boolean
  /** Milliseconds that this invocation has left. */
  readonly remainingMs: () => number
  /** What was read or written a moment ago, which saves the first read. */
  readonly known?: StoredSession
}

export type Advanced =
  | { readonly result: 'advanced' | 'unchanged'; readonly session: Session }
  | { readonly result: 'replayed'; readonly session: Session; readonly receipt: Receipt }
  | { readonly result: 'refused'; readonly session: Session; readonly refusal: Refusal }
  | { readonly result: 'in-flight' | 'key-reused' | 'unknown-session' | 'lost-race' }

/** Writers of one session are few; losing this often in a row means that something is amiss. */
const RACES_MAX = 4

type FollowUp = Pick<Advance, 'announce' | 'remainingMs'>

/** Load, decide, record, perform, and record the answer: the one way a session changes. */
export async function advance(world: World, input: Advance): Promise<Advanced> {
  let known = input.known ?? null
  for (let race = 0; race < RACES_MAX; race++) {
    const stored = known ?? (await world.sessions.load(input.sessionId))
    known = null
    if (stored === null) return { result: 'unknown-session' }
    const { session, version } = stored
    const earlier = keyUsedBefore(session, input.key)
    if (earlier !== null) return earlier
    const next = decide(session, input.event(world.surroundings.now()))
    if (isRefusal(next)) return { result: 'refused', session, refusal: next }
    if (next === session) return { result: 'unchanged', session }
    const recorded = input.key === undefined ? next : withKey(next, input.key)
    if ((await world.sessions.save({ session: recorded, version })) === 'saved') {
      journalChange(world.journal, { before: session, after: recorded })
      const stand = { session: recorded, version: version + 1 }
      return follow(world, { input, before: session, stand })
    }
  }
  return { result: 'lost-race' }
}

/** After the write: send what is now owed, and say what is new, side by side. */
export async function follow(
  world: World,
  step: {
    readonly input: FollowUp
    readonly before: Session | null
    readonly stand: StoredSession
  },
): Promise<Advanced> {
  const { before, stand } = step
  const { announce: aloud, remainingMs } = step.input
  const { session } = stand
  const owed = newlyOwed(before?.pending ?? null, session.pending)
  const [answer] = await Promise.all([
    owed === null ? null : perform(world, { remainingMs, session, command: owed }),
    aloud && before !== null ? announce(world, { before, after: session, remainingMs }) : null,
    tell(world, { before, stand, remainingMs }),
  ])
  if (answer === null) return { result: 'advanced', session }
  const answered = await advance(world, {
    sessionId: session.id,
    event: () => answer,
    announce: aloud,
    remainingMs,
    known: stand,
  })
  return 'session' in answered ? { result: 'advanced', session: answered.session } : answered
}

/**
 * Tells what has ended, and crosses it out. What stops this on the way is nothing to whoever asked
 * for the change, which is made: the outcome stays due until it is told.
 */
async function tell(
  world: World,
  change: Pick<Advance, 'remainingMs'> & {
    readonly before: Session | null
    readonly stand: StoredSession
  },
): Promise<void> {
  const { before, stand, remainingMs } = change
  const { session } = stand
  const number = await tellOutcomes(world, { before, after: session })
  if (number === null) return
  const event = (at: EpochMs): SessionEvent => ({ type: 'outcome-told', at, number })
  const told = { sessionId: session.id, event, announce: false, remainingMs, known: stand }
  await advance(world, told).catch(ignoreAbsence)
}

function ignoreAbsence(error: unknown): void {
  if (!(error instanceof AppError)) throw error
}

function keyUsedBefore(session: Session, key: Advance['key']): Advanced | null {
  if (key === undefined) return null
  const entry = session.keys.find((known) => known.key === key.key)
  if (entry === undefined) return null
  if (entry.fingerprint !== key.fingerprint) return { result: 'key-reused' }
  if (isInFlight(session, entry.receipt)) return { result: 'in-flight' }
  return { result: 'replayed', session, receipt: entry.receipt }
}
