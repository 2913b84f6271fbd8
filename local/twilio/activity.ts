/**
 * What is going on by itself, without time moving on. A test lets time move only when nothing is.
 *
 * A request that waits for time (a slow answer, say) is *held*: it must not keep `quiet` waiting,
 * and neither must the webhook whose receiver waits for that answer.
 */
export class Activity {
  #running = 0
  #held = 0
  #changes = 0

  async run<T>(work: () => Promise<T>): Promise<T> {
    this.#shift({ running: 1 })
    try {
      return await work()
    } finally {
      this.#shift({ running: -1 })
    }
  }

  /** For the part of a running piece of work that waits for time to move on. */
  async hold<T>(wait: () => Promise<T>): Promise<T> {
    this.#shift({ running: -1, held: 1 })
    try {
      return await wait()
    } finally {
      this.#shift({ running: 1, held: -1 })
    }
  }

  /**
   * For a request to somebody who may take it and never answer: when it has taken this long, it
   * counts as held, since only time can end it.
   */
  async runWhileLively<T>(livelyMs: number, work: () => Promise<T>): Promise<T> {
    let ending = { running: -1, held: 0 }
    this.#shift({ running: 1 })
    const timer = setTimeout(() => {
      this.#shift({ running: -1, held: 1 })
      ending = { running: 0, held: -1 }
    }, livelyMs)
    try {
      return await work()
    } finally {
      clearTimeout(timer)
      this.#shift(ending)
    }
  }

  async quiet(): Promise<void> {
    for (;;) {
      const changes = this.#changes
      await eventLoopTurns(turnsToSettle)
      if (changes !== this.#changes) continue
      if (this.#running === 0) return
      if (this.#held === 0) await eventLoopPause(1)
      else {
        await eventLoopPause(stillnessMs)
        if (changes === this.#changes) return
      }
    }
  }

  #shift(change: { running?: number; held?: number }): void {
    this.#running += change.running ?? 0
    this.#held += change.held ?? 0
    this.#changes += 1
  }
}

/** An answer that has come is often followed by the next request within a turn or two. */
const turnsToSettle = 3
/** Who waits for a held answer cannot be told apart; this long without change is taken as a yes. */
const stillnessMs = 20

async function eventLoopTurns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((done) => setImmediate(done))
}

function eventLoopPause(delayMs: number): Promise<void> {
  return new Promise((done) => setTimeout(done, delayMs))
}
