/** A message as it is sent. */
export interface Sent {
  /** Messages of one group come out in the order in which they went in. */
  readonly group: string
  readonly deduplicationId: string
  readonly body: string
}

export interface Message extends Sent {
  readonly id: string
  /** 1 for the first of the queue. */
  readonly place: number
  receives: number
  visibleAtMs: number
}

export interface FifoQueueOptions {
  readonly now: () => number
  readonly visibilityTimeoutMs: number
  readonly receivesMax: number
  readonly deduplicationMs: number
}

/**
 * A FIFO queue of high throughput with its dead letters, written from the documents of SQS.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html
 */
export class FifoQueue {
  readonly deadLetters: Message[] = []
  readonly #options: FifoQueueOptions
  readonly #sentAtMs = new Map<string, number>()
  #waiting: Message[] = []
  #places = 0

  constructor(options: FifoQueueOptions) {
    this.#options = options
  }

  get waiting(): readonly Message[] {
    return this.#waiting
  }

  /** The same id in a group within some minutes is the same message, and is not kept twice. */
  send(sent: Sent): 'kept' | 'known' {
    const { now, deduplicationMs } = this.#options
    const nowMs = now()
    const name = `${sent.group} ${sent.deduplicationId}`
    if (nowMs - (this.#sentAtMs.get(name) ?? Number.NEGATIVE_INFINITY) < deduplicationMs) {
      return 'known'
    }
    this.#sentAtMs.set(name, nowMs)
    this.#places += 1
    const place = this.#places
    this.#waiting.push({ ...sent, id: `message-${place}`, place, receives: 0, visibleAtMs: nowMs })
    return 'kept'
  }

  /** The oldest of groups of which nothing is in flight; several of one group, too, in order. */
  receive(countMax: number): readonly Message[] {
    const { now, visibilityTimeoutMs, receivesMax } = this.#options
    const nowMs = now()
    const isDead = ({ receives, visibleAtMs }: Message) =>
      receives >= receivesMax && visibleAtMs <= nowMs
    this.deadLetters.push(...this.#waiting.filter(isDead))
    this.#waiting = this.#waiting.filter((message) => !isDead(message))
    const inFlight = this.#waiting.filter(({ visibleAtMs }) => visibleAtMs > nowMs)
    const blocked = new Set(inFlight.map(({ group }) => group))
    const received = this.#waiting.filter(({ group }) => !blocked.has(group)).slice(0, countMax)
    for (const message of received) {
      message.receives += 1
      message.visibleAtMs = nowMs + visibilityTimeoutMs
    }
    return received
  }

  delete(id: string): void {
    this.#waiting = this.#waiting.filter((message) => message.id !== id)
  }
}
