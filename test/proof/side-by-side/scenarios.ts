import type { Trouble } from './trouble.ts'

export interface Scenario {
  readonly name: string
  /** What comes with the first charge. */
  readonly trouble: Trouble
  /** How long after its first request the client tries again. */
  readonly retryAfterMs: number
  /** Whether the second request carries the same key. */
  readonly retryHasKey: boolean
}

const SOON_MS = 1_000

/** Longer than the function may run (29 s), so that every lock of its is over. */
const AFTER_TIME_OUT_MS = 60_000

/** Longer than Powertools keeps a record unless it is told otherwise. */
const AFTER_EXPIRY_MS = 61 * 60_000

/** One order, charged by one request, which the client sends a second time. */
export const scenarios: readonly Scenario[] = [
  { name: 'plain retry', trouble: 'none', retryAfterMs: SOON_MS, retryHasKey: true },
  {
    name: 'the processor’s answer is lost',
    trouble: 'answer-lost',
    retryAfterMs: SOON_MS,
    retryHasKey: true,
  },
  {
    name: 'the result’s write is throttled; retry after the time-out',
    trouble: 'writes-throttled',
    retryAfterMs: AFTER_TIME_OUT_MS,
    retryHasKey: true,
  },
  {
    name: 'the process is killed; retry after the time-out',
    trouble: 'killed',
    retryAfterMs: AFTER_TIME_OUT_MS,
    retryHasKey: true,
  },
  {
    name: 'retry after 61 minutes',
    trouble: 'none',
    retryAfterMs: AFTER_EXPIRY_MS,
    retryHasKey: true,
  },
  { name: 'retry without a key', trouble: 'none', retryAfterMs: SOON_MS, retryHasKey: false },
]
