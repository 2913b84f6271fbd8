import { randomUUID } from 'node:crypto'

export interface FifoQueueOptions {
  readonly now: () => number
  readonly visibilityTimeoutMs: number
  /** A message that was handed out this often, and not deleted, is a dead letter. */
  readonly receivesMax: number
  readonly deduplicationMs: number
}

export interface Sent {
  readonly body: string
  readonly groupId: string
  readonly deduplicationId: string
}

export interface Message extends Sent {
  readonly messageId: string
  readonly sequenceNumber: string
  readonly sentAtMs: number
  readonly receives: number
}

interface Entry extends Message {
  receives: number
  visibleAtMs: number
}

/**
 * A FIFO queue of SQS in high-throughput mode, with its dead letters. Within a group nothing is
 * handed out while an earlier batch of the group is in flight.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html
 */
export class FifoQueue {
  readonly #options: FifoQueueOptions
  readonly #known = new Map<string, Message>()
  readonly #dead: Message[] = []
  #entries: Entry[] = []
  #sent = 0

  constructor(options: FifoQueueOptions) {
    this.#options = options
  }

  /** @returns the message that has this deduplication id, which may have been sent before */
  send(sent: Sent): Message {
    const { now, deduplicationMs } = this.#options
    const sentAtMs = now()
    const key = JSON.stringify([sent.groupId, sent.deduplicationId])
    const known = this.#known.get(key)
    if (known !== undefined && sentAtMs - known.sentAtMs < deduplicationMs) return known
    this.#sent += 1
    const entry: Entry = {
      ...sent,
      messageId: randomUUID(),
      sequenceNumber: String(this.#sent).padStart(20, '0'),
      sentAtMs,
      receives: 0,
      visibleAtMs: sentAtMs,
    }
    this.#entries.push(entry)
    this.#known.set(key, entry)
    return entry
  }

  /** Hands out the oldest messages of groups of which nothing is in flight. */
  receive(countMax: number): readonly Message[] {
    const nowMs = this.#options.now()
    this.#buryTheDead(nowMs)
    const inFlight = new Set(
      this.#entries.filter((entry) => entry.visibleAtMs > nowMs).map(({ groupId }) => groupId),
    )
    const handed = this.#entries.filter(({ groupId }) => !inFlight.has(groupId)).slice(0, countMax)
    for (const entry of handed) {
      entry.receives += 1
      entry.visibleAtMs = nowMs + this.#options.visibilityTimeoutMs
    }
    return handed
  }

  delete(messageId: string): void {
    this.#entries = this.#entries.filter((entry) => entry.messageId !== messageId)
  }

  waiting(): readonly Message[] {
    return this.#entries
  }

  deadLetters(): readonly Message[] {
    return this.#dead
  }

  #buryTheDead(nowMs: number): void {
    const { receivesMax } = this.#options
    const isDead = (entry: Entry) => entry.receives >= receivesMax && entry.visibleAtMs <= nowMs
    this.#dead.push(...this.#entries.filter(isDead))
    this.#entries = this.#entries.filter((entry) => !isDead(entry))
  }
}
