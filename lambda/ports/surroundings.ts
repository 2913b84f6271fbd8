import type { SessionId } from '../domain/values/ids.ts'
import type { EpochMs } from '../domain/values/time.ts'

/** Time and chance, which the rest of the code is given instead of reading them. */
export interface Surroundings {
  now(): EpochMs
  /** Waits; used for back-off between sends only. */
  wait(delayMs: number): Promise<void>
  /** 0 <= chance < 1, for jitter. */
  chance(): number
  newSessionId(): SessionId
}
