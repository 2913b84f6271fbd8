import {
  readCallback,
  sameCallbackId,
  writeCallback,
} from '../../../../../lambda/adapters/sqs/callback-record.ts'
import type {
  CallbackQueue as Port,
  QueuedCallback,
} from '../../../../../lambda/ports/outage/callback-queue.ts'
import { queues } from '../../../../../lambda/routes.ts'
import {
  deduplicationMinutes,
  receivesMax,
  replaysAtOnce,
  visibilityTimeoutSeconds,
} from '../../../../../lib/facts/queue-limits.ts'
import type { Surroundings } from '../../surroundings.ts'
import type { Ended, Reply } from '../../time/functions.ts'
import type { CallbackTarget } from '../payment.ts'
import { FifoQueue, type Message } from './fifo-queue.ts'
import { Replays } from './replays.ts'

type Io = <T>(what: string, act: () => Reply<T>) => Promise<T>

/** Runs the function that the queue feeds; its answer is the ids of what has to stay. */
export type Replay = (replays: Replays, done: (ended: Ended<readonly string[]>) => void) => void

/** Two tries of the sender. */
const GIVEN_UP_AFTER_MS = 3_000
/** Lambda fetches by long polls; invoking takes a moment. */
const FETCHED_AFTER_MS = 100
const VISIBLE_AGAIN_AFTER_MS = visibilityTimeoutSeconds * 1_000

/** As another version of the code might write it, years from now. */
const poison = '{"version":99}'

const isPoison = ({ body }: Message): boolean => body === poison

/** Where callbacks wait while the database is away, and Lambda, which has them replayed. */
export class CallbackQueue {
  readonly #around: Surroundings
  readonly #queue: FifoQueue
  readonly #replay: Replay
  readonly #kept = new Set<string>()
  /** Done with, and still in the queue. */
  readonly #comingTwice = new Set<string>()
  #running = 0
  #poisoned = 0

  constructor(around: Surroundings, replay: Replay) {
    this.#around = around
    this.#replay = replay
    this.#queue = new FifoQueue({
      now: () => around.clock.nowMs,
      visibilityTimeoutMs: VISIBLE_AGAIN_AFTER_MS,
      receivesMax,
      deduplicationMs: deduplicationMinutes * 60_000,
    })
  }

  /** As a function sees it; one that replays is watched for the order in which it does. */
  port(io: Io, replays: Replays | null): Port {
    return {
      put: (callback) => io('queue', () => this.#put(callback)),
      read: (body) => {
        replays?.reads(body)
        return readCallback(body)
      },
    }
  }

  /** Whether anything that Twilio told of a session was ever kept. */
  hasKept({ sessionId }: CallbackTarget): boolean {
    return this.#kept.has(sessionId)
  }

  /** When nothing can happen any more. */
  ends(): void {
    const { watch } = this.#around
    const { waiting, deadLetters } = this.#queue
    const innocent = [...waiting, ...deadLetters.filter((message) => !isPoison(message))]
    const [left] = innocent
    if (left !== undefined) {
      watch.broken('queue-empties', `A callback of ${left.group} was never taken in: ${left.body}`)
    }
    if (deadLetters.length !== this.#poisoned + innocent.length - waiting.length) {
      watch.broken('queue-empties', 'What nobody can read is gone, and no alarm tells of it.')
    }
    if (this.#poisoned > 0 && !watch.hasSeenBugs) {
      watch.broken('alarmed', 'Nobody hears of what cannot be read.')
    }
  }

  #put(callback: QueuedCallback): Reply<'queued' | 'unavailable'> {
    const { weather, trace, clock } = this.#around
    if (weather.strikes('queue-away')) return { afterMs: GIVEN_UP_AFTER_MS, value: 'unavailable' }
    const group = callback.sessionId
    // One is enough: it is handed out again and again for hours.
    if (this.#poisoned === 0 && weather.strikes('queue-poisoned')) {
      this.#poisoned += 1
      const deduplicationId = `poison-${this.#poisoned}`
      this.#queue.send({ group, deduplicationId, body: poison })
      trace.note(() => `something that nobody can read is queued for ${group}`)
    }
    this.#kept.add(group)
    const deduplicationId = sameCallbackId(callback)
    const sent = this.#queue.send({ group, deduplicationId, body: writeCallback(callback) })
    trace.note(() => `${callback.told.type} of ${group} is ${sent} in the queue`)
    clock.after(FETCHED_AFTER_MS, () => this.#fetch())
    if (!weather.strikes('queue-unanswered')) return { afterMs: 0, value: 'queued' }
    return { afterMs: GIVEN_UP_AFTER_MS, value: 'unavailable' }
  }

  /** As an event source mapping does that is told of failures item by item. */
  #fetch(): void {
    if (this.#running >= replaysAtOnce) return
    const { clock, watch } = this.#around
    const messages = this.#queue.receive(queues['replay-callbacks'].batchSize)
    if (messages.length === 0) return
    this.#running += 1
    this.#replay(new Replays(messages, watch), (ended) => {
      this.#running -= 1
      this.#settles(messages, ended)
      clock.after(FETCHED_AFTER_MS, () => this.#fetch())
    })
    clock.after(VISIBLE_AGAIN_AFTER_MS, () => this.#fetch())
  }

  #settles(messages: readonly Message[], ended: Ended<readonly string[]>): void {
    const { weather } = this.#around
    const left = ended.ended === 'answered' ? ended.value : messages.map(({ id }) => id)
    for (const message of messages) {
      if (left.includes(message.id)) continue
      // Lambda promises "at least once": what was done with may come again.
      if (weather.strikes('queue-twice')) {
        this.#comingTwice.add(message.id)
        continue
      }
      this.#watchesOrder(message)
      this.#queue.delete(message.id)
    }
  }

  #watchesOrder({ group, place }: Message): void {
    const overtaken = this.#queue.waiting.find(
      (other) =>
        other.group === group &&
        other.place < place &&
        !isPoison(other) &&
        !this.#comingTwice.has(other.id),
    )
    if (overtaken === undefined) return
    this.#around.watch.broken('in-order', `Callbacks of ${group} have overtaken ${overtaken.body}`)
  }
}
