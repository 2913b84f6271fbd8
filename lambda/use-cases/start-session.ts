import { withKey } from '../domain/machine/decide.ts'
import { startPayment } from '../domain/machine/moves.ts'
import { type ClientKey, isInFlight, type Receipt } from '../domain/session/client-key.ts'
import type { Purchase, Session, Terms } from '../domain/session/session.ts'
import type { CallSid, SessionId } from '../domain/values/ids.ts'
import type { Claim } from '../ports/claim-store.ts'
import { renderSession } from '../voice/render.ts'
import { claimCall, type StartUnfinished } from './claim-call.ts'
import { advance, follow } from './engine/advance.ts'
import { journalChange } from './engine/journal-change.ts'
import type { World } from './engine/world.ts'

export interface StartSession {
  readonly mode: Session['mode']
  readonly callSid: CallSid
  readonly purchase: Purchase
  /** Of a configured merchant; without a connector the merchant's is used. */
  readonly terms: Omit<Terms, 'paymentConnector'> & { readonly paymentConnector: string | null }
  /** Hash of everything above: the same request again has the same. */
  readonly fingerprint: string
  /** The client's Idempotency-Key; a call that is answered has none, its sid serves. */
  readonly key?: string
  /** Whether the offer is to be said on the live call; the answer to a call says it itself. */
  readonly announce: boolean
  readonly remainingMs: () => number
}

export type Started =
  | { readonly result: 'started' | 'resumed'; readonly session: Session }
  | { readonly result: 'replayed'; readonly session: Session; readonly receipt: Receipt }
  | { readonly result: 'call-taken'; readonly sessionId: SessionId }
  | StartUnfinished
  | { readonly result: 'in-flight'; readonly sessionId: SessionId }
  | { readonly result: 'key-reused' | 'lost-race' }

/**
 * Starts a session at most once: for a client's key, and at a time for a call. The session id is
 * chosen when the key is claimed, so that a start that died half-way is taken up by its retry.
 */
export async function startSession(world: World, input: StartSession): Promise<Started> {
  const own = await claimKey(world, input)
  if (own === null) return { result: 'key-reused' }
  const replay = await replayOf(world, { sessionId: own.sessionId, input })
  if (replay !== null) return sayAgain(world, { replay, input })
  const mayResume = input.key === undefined
  const call = await claimCall(world, {
    ...input,
    merchant: input.terms.merchant,
    sessionId: own.sessionId,
    mayResume,
  })
  if (call.result !== 'claimed') return call
  if (call.sessionId !== own.sessionId && input.key !== undefined) {
    // The start that claimed the call died; its session becomes ours, and our key's for good.
    await world.claims.handOver({ from: own, to: { ...own, sessionId: call.sessionId } })
  }
  const session = newSession(world, { ...input, sessionId: call.sessionId })
  if ((await world.sessions.insert(session)) === 'exists') {
    return resume(world, { sessionId: call.sessionId, input })
  }
  journalChange(world.journal, { before: null, after: session })
  return { result: 'started', session: await setGoing(world, { session, input }) }
}

async function setGoing(
  world: World,
  start: { readonly session: Session; readonly input: StartSession },
): Promise<Session> {
  const { session, input } = start
  if (session.mode === 'assisted') {
    const followed = await follow(world, { input, before: null, stand: { session, version: 1 } })
    return 'session' in followed ? followed.session : session
  }
  // Taking over a call needs one update of it, whichever way later prompts are delivered.
  if (!input.announce) return session
  const isSaid = await world.calls.say(session, renderSession(session, { voice: world.voice }))
  if (isSaid) return session
  // No turn will ever come of this call: it ends here, and another start may be tried.
  const ended = await advance(world, {
    sessionId: session.id,
    event: (at) => ({ type: 'offer-unsaid', at }),
    announce: false,
    remainingMs: input.remainingMs,
  })
  return 'session' in ended ? ended.session : session
}

/**
 * The start may have died before anybody heard its offer. Nobody else would ever say it: until it
 * is heard no turn comes, and a live call keeps the session. Who has heard it hears it once more.
 */
async function sayAgain(
  world: World,
  start: { readonly replay: Started; readonly input: StartSession },
): Promise<Started> {
  const { replay, input } = start
  if (!input.announce || replay.result !== 'replayed') return replay
  const { session } = replay
  if (session.state.status !== 'offered' || session.step > 0) return replay
  return receiptOf(await setGoing(world, { session, input }), input.key)
}

/** The claim of the client's key, or `null` if the key was used for another request. */
async function claimKey(world: World, input: StartSession): Promise<Claim | null> {
  const { newSessionId, now } = world.surroundings
  const { key, fingerprint } = input
  const own: Claim = {
    key: `start#${key}`,
    sessionId: newSessionId(),
    fingerprint,
    claimedAt: now(),
    earlier: [],
  }
  // A call that is answered has no key of its own; its claim on the call does the same.
  if (key === undefined) return own
  const held = await world.claims.claim(own)
  return held.fingerprint === fingerprint ? held : null
}

async function replayOf(
  world: World,
  start: { readonly sessionId: SessionId; readonly input: StartSession },
): Promise<Started | null> {
  const { key } = start.input
  if (key === undefined) return null
  const stored = await world.sessions.load(start.sessionId)
  return stored === null ? null : receiptOf(stored.session, key)
}

function receiptOf(session: Session, key: string | undefined): Started {
  const entry = session.keys.find((known) => known.key === key) ?? startedBy(session, key)
  if (entry === undefined) return { result: 'resumed', session }
  if (isInFlight(session, entry.receipt)) return { result: 'in-flight', sessionId: session.id }
  return { result: 'replayed', session, receipt: entry.receipt }
}

/**
 * A client whose start was overtaken by another start of the same is answered as that one, each
 * time: the session moves on, but the same key has to get the same answer. Only a start leaves a
 * receipt of these statuses.
 */
function startedBy({ keys: [first] }: Session, key: string | undefined): ClientKey | undefined {
  const status = first?.receipt.status
  const isStart = status === 'starting' || status === 'offered'
  return key !== undefined && isStart ? first : undefined
}

async function resume(
  world: World,
  start: { readonly sessionId: SessionId; readonly input: StartSession },
): Promise<Started> {
  const stored = await world.sessions.load(start.sessionId)
  if (stored === null) return { result: 'lost-race' }
  return receiptOf(stored.session, start.input.key)
}

function newSession(
  world: World,
  start: StartSession & { readonly sessionId: SessionId },
): Session {
  const now = world.surroundings.now()
  const offered: Session = {
    id: start.sessionId,
    mode: start.mode,
    callSid: start.callSid,
    purchase: start.purchase,
    terms: {
      ...start.terms,
      paymentConnector: start.terms.paymentConnector ?? connectorOf(world, start.terms.merchant),
    },
    attempt: 1,
    step: 0,
    captured: [],
    card: null,
    bankAccount: null,
    rejections: {},
    declines: 0,
    problem: null,
    pending: null,
    keys: [],
    createdAt: now,
    tendedAt: now,
    state: { status: 'offered', offer: 'amount', replaces: null },
  }
  // An agent has agreed the amount with the caller in person; alone, the caller is asked first.
  const session =
    start.mode === 'assisted' ? startPayment(offered, { at: now, replaces: null }) : offered
  const { key, fingerprint } = start
  return key === undefined ? session : withKey(session, { key, fingerprint })
}

/** @throws Error for a merchant whose name was not checked. */
function connectorOf({ merchants }: World, name: string): string {
  const merchant = merchants.get(name)
  if (merchant === undefined) throw new Error('A session was started for no configured merchant.')
  return merchant.paymentConnector
}
