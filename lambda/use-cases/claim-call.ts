import { CLOCK_WRONG_MS_MAX } from '../domain/machine/limits.ts'
import {
  defaultMerchant,
  isTerminal,
  mayBeDone,
  type Purchase,
  type Session,
} from '../domain/session/session.ts'
import type { CallSid, SessionId } from '../domain/values/ids.ts'
import { type EpochMs, later } from '../domain/values/time.ts'
import type { Claim, EarlierClaim } from '../ports/claim-store.ts'
import type { World } from './engine/world.ts'

/**
 * A start that claimed a call and wrote no session within this time has died: twice as long as
 * any function that starts one may run (29 s), by two clocks that are wrong, each its own way.
 * Until then only its own purchase is started on the call: one that lives after all would be
 * forgotten by the call, and could be paid twice.
 */
const CLAIM_ABANDONED_AFTER_MS = 60_000 + 2 * CLOCK_WRONG_MS_MAX

/** More sessions than any call has, and still a claim of no more than a few kilobytes. */
const EARLIER_MAX = 50

export interface CallClaim {
  readonly callSid: CallSid
  readonly purchase: Purchase
  readonly merchant: string
  /** The session that would take the call. */
  readonly sessionId: SessionId
  /** Another start of the same purchase on the same call is the same start, not a second one. */
  readonly mayResume: boolean
}

export type CallClaimed =
  | { readonly result: 'claimed'; readonly sessionId: SessionId }
  | { readonly result: 'call-taken'; readonly sessionId: SessionId }
  | StartUnfinished
  | { readonly result: 'lost-race' }

/** A start of another purchase has claimed the call, and has written no session so far. */
export interface StartUnfinished {
  readonly result: 'start-unfinished'
  readonly callSid: CallSid
  /** From when on another purchase may be started; the same may be at once. */
  readonly freeAt: EpochMs
}

/**
 * One session at a time on a call, and never a second charge for the same purchase on it: whoever
 * starts again what was paid, or may have been paid, is shown the session that did it.
 */
export async function claimCall(world: World, wanted: CallClaim): Promise<CallClaimed> {
  const own: Claim = {
    key: `call#${wanted.callSid}`,
    sessionId: wanted.sessionId,
    fingerprint: nameOf(wanted),
    claimedAt: world.surroundings.now(),
    earlier: [],
  }
  const held = await world.claims.claim(own)
  if (held.sessionId === own.sessionId) return { result: 'claimed', sessionId: own.sessionId }
  const paid = await paidEarlier(world, { held, own })
  if (paid !== null) {
    return { result: wanted.mayResume ? 'claimed' : 'call-taken', sessionId: paid }
  }
  const holder = await world.sessions.load(held.sessionId)
  if (isFree({ held, own, holder: holder?.session ?? null })) {
    const to = { ...own, earlier: remembered(held, holder?.session ?? null) }
    const won = await world.claims.handOver({ from: held, to })
    return won ? { result: 'claimed', sessionId: own.sessionId } : { result: 'lost-race' }
  }
  const samePurchase = held.fingerprint === own.fingerprint
  if (holder === null && !samePurchase) {
    return { result: 'start-unfinished', callSid: wanted.callSid, freeAt: abandonedAt(held) }
  }
  // Under the hands of an agent a session is not resumed by a call that comes in.
  const isOurs = wanted.mayResume && holder?.session.mode === 'guided'
  const resumes = samePurchase && (isOurs || holder === null)
  return { result: resumes ? 'claimed' : 'call-taken', sessionId: held.sessionId }
}

/** Since when nobody is waited for who claimed a call and wrote no session. */
const abandonedAt = ({ claimedAt }: Claim): EpochMs =>
  later(claimedAt, CLAIM_ABANDONED_AFTER_MS + 1)

function isFree(claims: {
  readonly held: Claim
  readonly own: Claim
  readonly holder: Session | null
}): boolean {
  const { held, own, holder } = claims
  const samePurchase = held.fingerprint === own.fingerprint
  if (holder === null) {
    return !samePurchase && own.claimedAt >= abandonedAt(held)
  }
  return isTerminal(holder) && !(samePurchase && mayBeDone(holder))
}

/** The earlier session on this call that paid, or may have paid, for the same. */
async function paidEarlier(
  world: World,
  claims: { readonly held: Claim; readonly own: Claim },
): Promise<SessionId | null> {
  const { held, own } = claims
  for (const { fingerprint, sessionId } of held.earlier) {
    if (fingerprint !== own.fingerprint) continue
    const stored = await world.sessions.load(sessionId)
    // What was not known then may be known by now.
    if (stored === null || mayBeDone(stored.session)) return sessionId
  }
  return null
}

/**
 * No session is forgotten when the call goes on to the next: one that has failed may turn out to be
 * charged after all, and then its purchase must not be charged again.
 */
function remembered(held: Claim, holder: Session | null): readonly EarlierClaim[] {
  if (holder === null) return held.earlier
  const { sessionId, fingerprint } = held
  return [...held.earlier, { sessionId, fingerprint }].slice(-EARLIER_MAX)
}

/**
 * The same amount for the same reference is another purchase at another merchant. Without a name
 * before it, an amount is the default merchant's, as in claims from before there were others.
 */
function nameOf({ purchase, merchant }: Pick<CallClaim, 'purchase' | 'merchant'>): string {
  const { money, reference } = purchase
  const name =
    money === null ? `token ${reference}` : `${money.amountMinor} ${money.currency} ${reference}`
  return merchant === defaultMerchant ? name : `${merchant} ${name}`
}
