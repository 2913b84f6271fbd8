import { setTimeout } from 'node:timers/promises'

/** How long the machine is watched before the next caller is let in. */
const LOOK_MS = 15

/** So late may a timer be: more, and requests would begin to time out, which is no traffic jam. */
const LAG_MAX_MS = 60

/**
 * Lets callers in one by one, as fast as this machine keeps up. A function at AWS has a processor
 * to itself; here all of them, the tables and Twilio share one process.
 */
export class Door {
  #last: Promise<void> = Promise.resolve()

  enter(): Promise<void> {
    this.#last = this.#last.then(async () => {
      for (;;) {
        const asked = performance.now()
        await setTimeout(LOOK_MS)
        if (performance.now() - asked - LOOK_MS < LAG_MAX_MS) return
      }
    })
    return this.#last
  }
}
