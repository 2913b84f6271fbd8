import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'

/**
 * For whom a function asks now and then: it is frozen between two runs, and what it kept open is
 * closed by then.
 */
export const notKept = {
  httpAgent: { keepAlive: false },
  httpsAgent: { keepAlive: false },
} as const

/**
 * Whoever is frozen for less finds its connections as they were; and the turns of a call, which are
 * to be quick, come more often.
 */
const PAUSE_MAX_MS = 20_000

/**
 * For whom a function asks all the time. A run of a thousand requests must not open a thousand
 * connections, which takes six times the processor; but a run leaves one open for each that worked
 * side by side, and if they die while it is frozen, each costs the next run a try of a request,
 * which has two. So what is left open is closed by the first request after a pause.
 */
export class KeptConnections {
  readonly httpAgent = new HttpAgent({ keepAlive: true })
  readonly httpsAgent = new HttpsAgent({ keepAlive: true })
  readonly #now: () => number
  #usedAt: number

  constructor(now: () => number) {
    this.#now = now
    this.#usedAt = now()
  }

  async during<Answer>(request: () => Promise<Answer>): Promise<Answer> {
    if (this.#now() - this.#usedAt > PAUSE_MAX_MS) this.#closeIdle()
    try {
      return await request()
    } finally {
      this.#usedAt = this.#now()
    }
  }

  /** Not those on which somebody waits for an answer. */
  #closeIdle(): void {
    for (const { freeSockets } of [this.httpAgent, this.httpsAgent]) {
      for (const socket of Object.values(freeSockets).flat()) socket?.destroy()
    }
  }
}
