import type { World } from '../../../../lambda/use-cases/engine/world.ts'
import { type Received, receiveCallback } from '../../../../lambda/use-cases/receive-callback.ts'
import type { Surroundings } from '../surroundings.ts'
import type { Ended } from '../time/functions.ts'
import { type Front, idOf, LIMITS_MS } from './front.ts'
import type { Told } from './payment.ts'
import type { CallbackQueue } from './queue/callback-queue.ts'
import type { SessionItems } from './session-items.ts'
import type { Tampering } from './tampering.ts'

/** Twilio hangs up on a webhook of a call after this; on a callback as its URL asks (`rt`). */
const CALLBACK_READ_MS = 5_000
/** `rc=3` of the addresses that we give. */
const CALLBACK_TRIES_MAX = 4
const TRIED_AGAIN_AFTER_MS = 500

const TRAVELS_MS = [40, 5, 250, 1_500] as const
/** Most that is late comes while the same payment is still going on. */
const DELAYED_SECONDS_MAX = 45
const VERY_LATE_MS = [95_000, 700_000, 7_200_000] as const

const REPLAYED_AFTER_MS = [500, 100, 2_500] as const

const signers = ['default']

/** What Twilio tells, on its way to us. */
export class Deliveries {
  readonly #around: Surroundings
  readonly #front: Front
  readonly #sessions: SessionItems
  readonly #queue: CallbackQueue
  readonly #tampering: Tampering
  readonly #told = new Map<string, readonly Told[]>()
  #travelling = 0

  constructor(
    around: Surroundings,
    to: {
      readonly front: Front
      readonly sessions: SessionItems
      readonly queue: CallbackQueue
      readonly tampering: Tampering
    },
  ) {
    this.#around = around
    this.#front = to.front
    this.#sessions = to.sessions
    this.#queue = to.queue
    this.#tampering = to.tampering
  }

  /** No callback is on its way. */
  get isIdle(): boolean {
    return this.#travelling === 0
  }

  /** What was told of a session so far. */
  toldOf(sessionId: string): readonly Told[] {
    return this.#told.get(sessionId) ?? []
  }

  /** All this was told, and is behind us. */
  haveTold(sessionId: string, told: readonly Told[]): void {
    this.#told.set(sessionId, told)
  }

  /** A callback on its way: perhaps never, perhaps often, perhaps late. */
  tells(told: Told): void {
    const { weather, choices, clock, trace } = this.#around
    const text = () => `${JSON.stringify(told.parameters)} of ${told.to.attempt}/${told.to.step}`
    if (weather.strikes('callback-dropped')) {
      trace.note(() => `callback lost: ${text()}`)
      return
    }
    const copies = weather.strikes('callback-duplicated') ? 2 + choices.below(3) : 1
    for (let copy = 0; copy < copies; copy++) {
      const isLate = weather.strikes('callback-delayed') || (copy > 0 && choices.below(2) === 1)
      const lateMs = isLate ? this.#delayMs() : 0
      trace.note(() => `Twilio tells: ${text()}`)
      this.#travelling += 1
      clock.after(lateMs + choices.of(TRAVELS_MS), () => {
        this.#travelling -= 1
        this.#deliver(told, 1)
      })
    }
    this.#replay(told)
  }

  /** Old news at a bad moment: while the next thing is being done. */
  #replay(told: Told): void {
    const { weather, choices, clock, trace } = this.#around
    const { sessionId } = told.to
    const earlier = this.#told.get(sessionId) ?? []
    this.#told.set(sessionId, [...earlier, told])
    if (earlier.length === 0 || !weather.strikes('callback-replayed')) return
    const old = earlier[choices.below(earlier.length)]
    if (old === undefined) return
    trace.note(() => `once more: ${JSON.stringify(old.parameters)} of ${old.to.step}`)
    clock.after(choices.of(REPLAYED_AFTER_MS), () => this.#deliver(old, 1))
  }

  #delayMs(): number {
    const { choices } = this.#around
    if (choices.below(4) === 1) return choices.of(VERY_LATE_MS)
    return (1 + choices.below(DELAYED_SECONDS_MAX)) * 1_000
  }

  #deliver(told: Told, tryNumber: number): void {
    const { clock, weather, spells } = this.#around
    // With 403, which Twilio takes for an answer.
    if (spells.isSecretRotated || weather.strikes('callback-refused')) return
    let isOver = false
    const again = () => {
      if (isOver) return
      isOver = true
      if (tryNumber >= CALLBACK_TRIES_MAX) return
      clock.after(TRIED_AGAIN_AFTER_MS, () => this.#deliver(told, tryNumber + 1))
    }
    if (weather.strikes('connection-fails')) {
      again()
      return
    }
    clock.after(CALLBACK_READ_MS, again)
    this.#front.invoke({
      name: 'receive-callback',
      limitMs: LIMITS_MS.webhook,
      run: (world, remainingMs) => this.#receive(told, { world, remainingMs }),
      done: (ended) => {
        if (ended.ended !== 'answered' || ended.value === 'lost-race') again()
        else this.#around.watch.answeredFor(told)
        isOver = true
        this.#watchesKept(told, ended)
      },
    })
  }

  /** Whoever says that a callback is in the queue must have put it there. */
  #watchesKept({ to }: Told, ended: Ended<Received>): void {
    if (ended.ended !== 'answered' || ended.value !== 'queued' || this.#queue.hasKept(to)) return
    this.#around.watch.broken('answered-is-kept', `Nothing has kept what was told to ${to.step}.`)
  }

  #receive(told: Told, by: { readonly world: World; readonly remainingMs: () => number }) {
    const { payment, to, parameters } = told
    const from = { attempt: to.attempt, step: to.step, paymentSid: payment.sid }
    const sessionId = idOf(to.sessionId)
    const standing = this.#sessions.peek(sessionId)
    const named = new Map(Object.entries(parameters))
    const callback = this.#tampering.callback({ named, from, standing })
    const { step } = to
    return receiveCallback(by.world, { sessionId, step, callback, signers, ...by })
  }
}
