import type { SessionId } from '../domain/values/ids.ts'
import type { EpochMs } from '../domain/values/time.ts'

/**
 * Who may start what: a client's start key, or a call, is claimed for one session id, chosen at
 * claim time. Claims are never deleted because of an error. May throw `StorageUnavailable`.
 */
export interface ClaimStore {
  /** The claim that holds the key now: the given one if the key was free or had expired. */
  claim(claim: Claim): Promise<Claim>
  /** Hands the key from one session to the next; `false` if another was quicker. */
  handOver(change: { readonly from: Claim; readonly to: Claim }): Promise<boolean>
  /** `null` for a key that nobody has claimed, or whose claim has expired by `now`. */
  find(key: string, now: EpochMs): Promise<Claim | null>
}

export interface Claim {
  readonly key: string
  readonly sessionId: SessionId
  /** Hash of what was asked for: the same key for something else is a mistake. */
  readonly fingerprint: string
  readonly claimedAt: EpochMs
  /** What the key was handed over from and must not be forgotten. */
  readonly earlier: readonly EarlierClaim[]
}

export type EarlierClaim = Pick<Claim, 'sessionId' | 'fingerprint'>
