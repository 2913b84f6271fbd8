import type { FailureReason } from '../domain/session/session.ts'
import type { MetricName } from '../metrics.ts'

/**
 * The log. Lines are built from this list and nothing else, so that no digit, token, body or URL
 * can reach it.
 */
export interface Journal {
  write(entry: JournalEntry): void
}

export interface JournalEntry {
  readonly level: 'info' | 'warn' | 'error'
  /** What happened, in a few fixed words. */
  readonly message: string
  readonly route?: string
  readonly requestId?: string
  readonly sessionId?: string
  readonly status?: string
  /** Why a session failed. */
  readonly reason?: FailureReason
  readonly event?: string
  readonly command?: string
  readonly attempt?: number
  readonly step?: number
  readonly refusal?: string
  readonly twilioCode?: number
  readonly httpStatus?: number
  readonly durationMs?: number
  /** Class of an error, never its message: messages may quote input. */
  readonly errorName?: string
  /** Where in our code, file and line only. */
  readonly errorAt?: string
  /** Counts 1 of this metric. */
  readonly metric?: MetricName
}

/** The same list at run time: what is not in it is not written, whatever object is handed over. */
export const journalFields = [
  'level',
  'message',
  'route',
  'requestId',
  'sessionId',
  'status',
  'reason',
  'event',
  'command',
  'attempt',
  'step',
  'refusal',
  'twilioCode',
  'httpStatus',
  'durationMs',
  'errorName',
  'errorAt',
  'metric',
] as const satisfies ReadonlyArray<keyof JournalEntry>
