import type { SessionId } from '../domain/values/ids.ts'
import type { EpochMs } from '../domain/values/time.ts'

/**
 * How many digits of a field have been keyed so far: an item of its own, so that sixteen callbacks
 * a card never fight over the session's version. Losing one is harmless.
 * May throw `StorageUnavailable`.
 */
export interface ProgressStore {
  note(id: SessionId, progress: Progress): Promise<void>
  read(id: SessionId): Promise<Progress | null>
}

export interface Progress {
  /** The step that opened the capture. */
  readonly step: number
  /** Digits keyed, never which. */
  readonly digits: number
  readonly at: EpochMs
}
