/**
 * Whose doubt it is. `vouched` is what another proof speaks for: a callback with our own seal on
 * its URL, which only Twilio was told, a seal that came with Twilio's signature, a 401 of Twilio's.
 */
export type Doubter = 'stranger' | 'vouched'

/** Strangers with wrong signatures must not make us read the secret more often than this. */
const WINDOW_MS = 30_000

/**
 * What strangers have used up must not turn a verdict away: Twilio's retries are over before the
 * window is. So what is vouched for is worth a read each time. There is an end to that, since a
 * URL might get about.
 */
const READS_MAX = 10

/** How often a secret is read because something does not fit what is known of it. */
export class DoubtLimit {
  #sinceMs = Number.NEGATIVE_INFINITY
  #reads = 0
  #isAnswered = false

  /** `settled` is a no that was looked up a moment ago; `undecided` is neither yes nor no. */
  next(doubter: Doubter, nowMs: number): 'read' | 'settled' | 'undecided' {
    if (nowMs - this.#sinceMs >= WINDOW_MS) {
      this.#sinceMs = nowMs
      this.#reads = 0
      this.#isAnswered = false
    }
    if (doubter === 'stranger' && this.#isAnswered) return 'settled'
    if (this.#reads >= READS_MAX) return 'undecided'
    this.#reads += 1
    return 'read'
  }

  /** A read that failed has told nothing, and ends nobody's turn. */
  answered(): void {
    this.#isAnswered = true
  }
}
