import { promptKeyOf } from '../domain/guide/prompt.ts'
import { betweenKeysSeconds } from '../domain/payment/between-keys.ts'
import type { SessionEvent } from '../domain/session/event.ts'
import type { Session } from '../domain/session/session.ts'
import type { CallSid, SessionId } from '../domain/values/ids.ts'
import type { EpochMs } from '../domain/values/time.ts'
import { SILENCES_MAX, type Turn } from '../voice/turn.ts'
import { advance } from './engine/advance.ts'
import type { World } from './engine/world.ts'

export interface TurnTaken {
  readonly session: Session
  /** The caller pressed a key that was not offered. */
  readonly misunderstood: boolean
  /** Keys of an entry are arriving, and must not be talked over. */
  readonly keying: boolean
}

export interface TakeTurn {
  readonly sessionId: SessionId
  readonly callSid: CallSid
  /** Merchants whose Twilio account has signed the request. */
  readonly signers: readonly string[]
  /** What the caller pressed at a menu; `null` when this turn comes from no menu. */
  readonly digits: string | null
  readonly turn: Turn
  readonly remainingMs: () => number
}

/**
 * The call comes back to ask what to say. Whatever that means for the session is decided first, so
 * that the answer is the present truth; `foreign` for a session that is another merchant's, `null`
 * for one that is not this call's.
 */
export async function takeTurn(
  world: World,
  input: TakeTurn,
): Promise<TurnTaken | 'foreign' | null> {
  const { sessionId, remainingMs } = input
  const stored = await world.sessions.load(sessionId)
  if (stored === null) return null
  if (!input.signers.includes(stored.session.terms.merchant)) return 'foreign'
  if (stored.session.callSid !== input.callSid) return null
  // Time brings it look-ups, and whoever takes one asks: that is no turn, which has to be quick.
  if (stored.session.state.status === 'unresolved')
    return { session: stored.session, misunderstood: false, keying: false }
  const misunderstood = isWrongKey(input, stored.session)
  const keying = await isKeyingOn(world, { input, session: stored.session })
  const event = eventOf({ input, session: stored.session, keying })
  const known = stored
  const advanced = await advance(world, { sessionId, event, announce: false, remainingMs, known })
  if ('session' in advanced) return { session: advanced.session, misunderstood, keying }
  const present = await world.sessions.load(sessionId)
  return present === null ? null : { session: present.session, misunderstood, keying }
}

function eventOf(taken: {
  readonly input: TakeTurn
  readonly session: Session
  readonly keying: boolean
}): (at: EpochMs) => SessionEvent {
  const { input, session, keying } = taken
  const { status } = session.state
  const choice = choiceOf(input, session)
  if (choice !== null) return (at) => ({ type: choice, at })
  const silences = silencesOf(input.turn, session)
  const isAsked = status === 'offered' || status === 'capturing'
  if (isAsked && silences >= SILENCES_BEFORE_LISTENING_ANEW && !keying) {
    const type = isWrongKey(input, session) ? 'caller-lost' : 'caller-silent'
    if (silences >= SILENCES_MAX) return (at) => ({ type, at })
    if (status === 'capturing') return (at) => ({ type: 'capture-overdue', at })
  }
  return (at) => ({ type: 'time-passed', at })
}

/** The caller may have keyed everything, and the callback that says so was lost. */
const SILENCES_BEFORE_LISTENING_ANEW = SILENCES_MAX - 1

/** How often the present prompt has been met with silence, if this turn ends one; else 0. */
const silencesOf = (turn: Turn, session: Session): number =>
  turn.key === promptKeyOf(session) && turn.quietSeconds === 0 ? turn.silences : 0

type Choice = 'consent-given' | 'offer-declined' | 'person-wanted'

/** The keys of the offer. */
const menu: ReadonlyMap<string, Choice> = new Map([
  ['1', 'consent-given'],
  ['2', 'offer-declined'],
  ['0', 'person-wanted'],
])

function choiceOf(input: TakeTurn, session: Session): Choice | null {
  if (!isAtMenu(input, session)) return null
  const choice = menu.get(input.digits ?? '') ?? null
  // A person is offered only where the call can go on to one.
  return choice === 'person-wanted' && session.terms.returnUrl === null ? null : choice
}

const isWrongKey = (input: TakeTurn, session: Session): boolean =>
  isAtMenu(input, session) && choiceOf(input, session) === null

/** A key answers the offer that it was pressed at, not one that was made since. */
const isAtMenu = ({ digits, turn }: TakeTurn, session: Session): boolean =>
  session.state.status === 'offered' && (digits ?? '') !== '' && turn.key === promptKeyOf(session)

/** What a callback may take to tell us of a key, beside the pause that was allowed before it. */
const TOLD_OF_KEY_WITHIN_MS = 7_000

/**
 * Known only where progress is kept: with polling. With pushing, a first key stops the turns.
 * Asked only when the prompt would be said again.
 */
async function isKeyingOn(
  world: World,
  taken: { readonly input: TakeTurn; readonly session: Session },
): Promise<boolean> {
  const { input, session } = taken
  const { id, state, terms } = session
  if (world.voice.delivery !== 'poll' || state.status !== 'capturing') return false
  if (silencesOf(input.turn, session) === 0) return false
  const progress = await world.progress.read(id)
  if (progress === null || progress.step !== state.captureStep) return false
  const keyingWithinMs = betweenKeysSeconds(terms.options) * 1_000 + TOLD_OF_KEY_WITHIN_MS
  return progress.digits > 0 && world.surroundings.now() - progress.at < keyingWithinMs
}
