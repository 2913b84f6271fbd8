import type { Watch } from '../../checks/watch.ts'
import type { Message } from './fifo-queue.ts'

/** What one run of the function was given, and what it has looked at so far. */
export class Replays {
  readonly messages: readonly Message[]
  readonly #watch: Watch
  readonly #lastPlaces = new Map<string, number>()
  #unread: readonly Message[]

  constructor(messages: readonly Message[], watch: Watch) {
    this.messages = messages
    this.#watch = watch
    this.#unread = messages
  }

  /** The function turns to this one: of its session, none that came later may have been before. */
  reads(body: string): void {
    const message = this.#unread.find((unread) => unread.body === body)
    if (message === undefined) return
    this.#unread = this.#unread.filter((unread) => unread !== message)
    const { group, place } = message
    if (place < (this.#lastPlaces.get(group) ?? 0)) {
      this.#watch.broken('in-order', `A later callback of ${group} was replayed before this one.`)
    }
    this.#lastPlaces.set(group, place)
  }
}
