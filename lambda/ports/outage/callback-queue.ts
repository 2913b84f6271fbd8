import type { Told } from '../../domain/session/event.ts'
import type { SessionId } from '../../domain/values/ids.ts'
import type { EpochMs } from '../../domain/values/time.ts'

/**
 * Where callbacks wait while the database is away: in order for each session, and each once,
 * however often Twilio delivers it.
 */
export interface CallbackQueue {
  /** `unavailable` when nothing is known to be kept. Never throws. */
  put(callback: QueuedCallback): Promise<'queued' | 'unavailable'>
  /** A message as it comes out again; `null` for one that this version of the code cannot read. */
  read(body: string): QueuedCallback | null
}

/** A callback that verified, in our words: nothing of Twilio's form but what the event has. */
export interface QueuedCallback {
  readonly sessionId: SessionId
  readonly told: Told
  /** Merchants whose account has signed it, for the session could not be asked whose it is. */
  readonly signers: readonly string[]
  readonly receivedAt: EpochMs
}
