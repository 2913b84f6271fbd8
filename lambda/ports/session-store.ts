import type { DueFor } from '../domain/machine/due.ts'
import type { Session } from '../domain/session/session.ts'
import type { SessionId } from '../domain/values/ids.ts'
import type { EpochMs } from '../domain/values/time.ts'

/**
 * Where sessions live. Single-item conditional writes only. Every method may throw
 * `StorageUnavailable`; a write that did so may or may not have been applied, and the
 * implementation finds that out by its own token before it answers `conflict`.
 */
export interface SessionStore {
  /** A consistent read. */
  load(id: SessionId): Promise<StoredSession | null>
  /** Writes a session that must not exist yet. Its version becomes 1. */
  insert(session: Session): Promise<'saved' | 'exists'>
  /** Writes version + 1, if the stored version is still `version`. */
  save(stored: StoredSession): Promise<'saved' | 'conflict'>
  /** Ids of sessions whose `dueAt` has come, the oldest first, at most `limit`. */
  due(query: DueQuery): Promise<readonly SessionId[]>
}

export interface DueQuery {
  readonly now: EpochMs
  readonly limit: number
  /** @default care */
  readonly dueFor?: DueFor
}

export interface StoredSession {
  readonly session: Session
  /** 1 when inserted; strictly increasing. */
  readonly version: number
}
