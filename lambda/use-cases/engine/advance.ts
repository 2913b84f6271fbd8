import { decide, withKey } from '../../domain/machine/decide.ts'
import { type ClientKey, isInFlight, type Receipt } from '../../domain/session/client-key.ts'
import { newlyOwed } from '../../domain/session/command.ts'
import type { SessionEvent } from '../../domain/session/event.ts'
import { isRefusal, type Refusal } from '../../domain/session/refusal.ts'
import type { Session } from '../../domain/session/session.ts'
import type { SessionId } from '../../domain/values/ids.ts'
import type { EpochMs } from '../../domain/values/time.ts'
import type { StoredSession } from '../../ports/session-store.ts'
import { nothingWhenAway } from './absence.ts'
import { announce } from './announce.ts'
import { journalChange } from './journal-change.ts'
import { perform } from './perform.ts'
import { type ToldOutcomes, tellOutcomes } from './tell-outcomes.ts'
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

/**
 * After the write: send what is now owed, and say what is new, side by side. What one of these
 * throws has to wait for the others: with the answer Lambda would freeze a charge on its way.
 */
export async function follow(world: World, step: Step): Promise<Advanced> {
  const { before, stand } = step
  const { announce: aloud, remainingMs } = step.input
  const { session } = stand
  const owed = newlyOwed(before?.pending ?? null, session.pending)
  const started = [
    owed === null ? null : perform(world, { remainingMs, session, command: owed }),
    tellOutcomes(world, { before, after: session }),
    aloud && before !== null ? announce(world, { before, after: session, remainingMs }) : null,
  ] as const
  await Promise.allSettled(started)
  const [answer, told] = await Promise.all(started)
  const answered = answer === null ? null : await heard(world, { ...step, answer })
  if (told !== null) await crossOut(world, { ...step, told, isMoved: answered !== null })
  if (answered === null) return { result: 'advanced', session }
  return 'session' in answered ? { result: 'advanced', session: answered.session } : answered
}

interface Step {
  readonly input: FollowUp
  readonly before: Session | null
  readonly stand: StoredSession
}

const heard = (
  world: World,
  { input, stand, answer }: Step & { readonly answer: SessionEvent },
): Promise<Advanced> =>
  advance(world, {
    sessionId: stand.session.id,
    event: () => answer,
    announce: input.announce,
    remainingMs: input.remainingMs,
    known: stand,
  })

/**
 * What stops this on the way is nothing to whoever asked for the change, which is made: what is not
 * crossed out is told again.
 */
async function crossOut(
  world: World,
  change: Step & { readonly told: ToldOutcomes; readonly isMoved: boolean },
): Promise<void> {
  const { input, stand, told, isMoved } = change
  await advance(world, {
    sessionId: stand.session.id,
    event: (at) => ({ type: 'outcome-told', at, ...told }),
    announce: false,
    remainingMs: input.remainingMs,
    ...(isMoved ? {} : { known: stand }),
  }).catch(nothingWhenAway)
}

function keyUsedBefore(session: Session, key: Advance['key']): Advanced | null {
  if (key === undefined) return null
  const entry = session.keys.find((known) => known.key === key.key)
  if (entry === undefined) return null
  if (entry.fingerprint !== key.fingerprint) return { result: 'key-reused' }
  if (isInFlight(session, entry.receipt)) return { result: 'in-flight' }
  return { result: 'replayed', session, receipt: entry.receipt }
}
