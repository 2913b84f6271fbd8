import { sameCallbackId } from '../../../../lambda/adapters/sqs/callback-record.ts'
import type { Session } from '../../../../lambda/domain/session/session.ts'
import { storageUnavailable } from '../../../../lambda/ports/errors.ts'
import type { CallbackQueue } from '../../../../lambda/ports/outage/callback-queue.ts'
import {
  type QueuedMessage,
  replayCallbacks,
} from '../../../../lambda/use-cases/outage/replay-callbacks.ts'
import { visibilityTimeoutSeconds } from '../../../../lib/facts/queue-limits.ts'
import { type MemoryQueue, memoryQueue } from '../../memory/queue.ts'
import { type Drill, remainingMs } from '../drill.ts'

/** When the database is away, and for how long. */
export interface OutagePlan {
  /** From the first callback that has this parameter. */
  readonly from: 'PaymentCardNumber' | 'Result'
  /** Beside some seconds. */
  readonly minutes: number
  /** The queue is away, too. */
  readonly withQueue?: true
}

/** A database that is away once, and the queue in which callbacks wait for it, each once. */
export class Outage {
  isAway = false
  readonly minutes: number
  readonly queue: CallbackQueue
  readonly #plan: OutagePlan | null
  readonly #kept: MemoryQueue = memoryQueue()
  readonly #groups: string[] = []
  readonly #ids = new Set<string>()
  readonly #done = new Set<string>()
  #isOver = false

  constructor(plan: OutagePlan | null) {
    this.#plan = plan
    this.minutes = plan?.minutes ?? 0
    this.queue = {
      read: (body) => this.#kept.read(body),
      put: async (callback) => {
        if (this.isAway && plan?.withQueue === true) return 'unavailable'
        const id = sameCallbackId(callback)
        if (this.#ids.has(id)) return 'queued'
        this.#ids.add(id)
        this.#groups.push(callback.sessionId)
        return this.#kept.put(callback)
      },
    }
  }

  /** It begins with the callback that it waits for. */
  meets(parameters: ReadonlyMap<string, string>): void {
    if (this.#plan === null || this.#isOver) return
    this.isAway ||= parameters.has(this.#plan.from)
  }

  ends(): void {
    this.isAway = false
    this.#isOver = true
  }

  /** What the queue hands out, in the order it was put. */
  waiting(): readonly QueuedMessage[] {
    const messages = this.#kept.bodies.map((body, place) => {
      return { id: `message ${place}`, group: this.#groups[place] ?? '', body }
    })
    return messages.filter(({ id }) => !this.#done.has(id))
  }

  /** What has been handed out is deleted, but for what the function could not take in. */
  deletes(handedOut: readonly QueuedMessage[], left: readonly string[]): void {
    for (const { id } of handedOut) if (!left.includes(id)) this.#done.add(id)
  }

  /** The same store, of which nothing is heard in an outage. */
  over<Store extends object>(store: Store): Store {
    if (this.#plan === null) return store
    return new Proxy(store, {
      get: (target, method) => {
        const value: unknown = Reflect.get(target, method, target)
        if (typeof value !== 'function') return value
        return async (...given: unknown[]) => {
          if (this.isAway) throw storageUnavailable('a drill', new Error('away'))
          return Reflect.apply(value, target, given)
        }
      },
    })
  }
}

/** More than one callback ever needs, killed twice. */
const RECEIVES_MAX = 5

/** Soon enough for a flow to go on as if nothing had been. */
const SECONDS_AWAY = 5

/** Until the database is back. Who comes first then, the schedule or the queue, is by chance. */
export async function sitsOut(drill: Drill, sessionId: Session['id']): Promise<void> {
  const { outage } = drill
  const minutes = outage.isAway ? outage.minutes : 0
  for (let minute = 0; minute < minutes; minute++) {
    drill.passes(60_000)
    await drill.runSchedule()
    await receives(drill)
  }
  drill.passes(SECONDS_AWAY * 1_000)
  if (outage.isAway) outage.ends()
  if (minutes > 0) await drill.runSchedule()
  for (let received = 0; received < RECEIVES_MAX; received++) {
    await receives(drill)
    await drill.deliverAll(sessionId)
    if (outage.waiting().length === 0) return
    drill.passes(visibilityTimeoutSeconds * 1_000)
    await drill.runSchedule()
  }
}

/** The queue hands out what waits in it. What a function died of comes again, all of it. */
async function receives(drill: Drill): Promise<void> {
  const messages = drill.outage.waiting()
  if (messages.length === 0) return
  const left = await drill.surviving({ useCase: 'replayCallbacks', tries: 1 }, (world) =>
    replayCallbacks(world, { messages, remainingMs }),
  )
  if (left !== 'died') drill.outage.deletes(messages, left)
}
