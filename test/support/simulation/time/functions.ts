import type { Surroundings } from '../surroundings.ts'

/** One run of a Lambda function: it may die, or stand still, at any of its I/Os. */
export interface Invocation {
  readonly name: string
  readonly number: number
  readonly startedAtMs: number
  readonly limitMs: number
  /** How wrong its clock is. */
  readonly skewMs: number
  /** It runs the next version of the code, which `TwoVersions` tells of. */
  readonly isNextVersion: boolean
  isDead: boolean
  isFrozen: boolean
  isAnswered: boolean
  /** Tells whoever waits for it that it is dead. */
  readonly dies: () => void
}

/** What came of an I/O: at once, or as it turns out when the answer is there. */
export type Reply<T> =
  | { readonly afterMs: number; readonly value: T }
  | { readonly afterMs: number; readonly later: () => T }

export type Ended<T> =
  | { readonly ended: 'answered'; readonly value: T }
  | { readonly ended: 'failed'; readonly error: unknown }
  | { readonly ended: 'died' }

interface Call<T> {
  readonly name: string
  readonly limitMs: number
  readonly run: (invocation: Invocation) => Promise<T>
  readonly done: (ended: Ended<T>) => void
}

const LATENCIES_MS = [3, 1, 9, 40] as const
const SKEWS_MS = [1_000, -1_000, 20_000, -20_000, 120_000, -120_000, 600_000, -600_000] as const
const FROZEN_MS = [1_000, 6_000, 16_000, 100_000, 300_000] as const

export const SKEW_MS_MAX = 600_000

/** How long it takes until whoever asked learns that a function has died. */
const DEATH_TOLD_AFTER_MS = 5

export class Functions {
  readonly #around: Surroundings
  #started = 0
  #running = 0

  constructor(around: Surroundings) {
    this.#around = around
  }

  /** Nobody waits for a function. */
  get isIdle(): boolean {
    return this.#running === 0
  }

  call<T>({ name, limitMs, run, done }: Call<T>): void {
    const { clock, choices, weather, trace } = this.#around
    this.#started += 1
    this.#running += 1
    const invocation: Invocation = {
      name,
      number: this.#started,
      startedAtMs: clock.nowMs,
      limitMs,
      skewMs: weather.strikes('clock-skewed') ? choices.of(SKEWS_MS) : 0,
      isNextVersion: this.#isNextVersion(),
      isDead: false,
      isFrozen: false,
      isAnswered: false,
      dies: () => answer({ ended: 'died' }),
    }
    trace.note(() => `${titleOf(invocation)} starts${skewOf(invocation)}`)
    const answer = (ended: Ended<T>) => {
      if (invocation.isAnswered) return
      invocation.isAnswered = true
      clock.after(0, () => {
        trace.note(() => `${titleOf(invocation)} ${ended.ended}${reasonOf(ended)}`)
        this.#running -= 1
        done(ended)
      })
    }
    clock.after(limitMs, () => {
      // Who stands still does not notice; everybody else is killed.
      if (!invocation.isFrozen) invocation.isDead = true
      invocation.dies()
    })
    clock.wake()
    run(invocation).then(
      (value) => answer({ ended: 'answered', value }),
      (error: unknown) => answer({ ended: 'failed', error }),
    )
  }

  /** One awaited I/O: on its way, taking effect, and its answer on the way back. */
  io<T>(by: { invocation: Invocation; what: string }, act: () => Reply<T>): Promise<T> {
    const { clock, weather, choices, trace } = this.#around
    const { invocation, what } = by
    return new Promise((resolve, reject) => {
      clock.after(choices.of(LATENCIES_MS), () => {
        if (invocation.isDead) return
        if (weather.strikes('killed-before')) return this.#kill(invocation, `before ${what}`)
        const reply = act()
        if (weather.strikes('killed-after')) return this.#kill(invocation, `after ${what}`)
        if (weather.strikes('killed-at-limit')) {
          trace.note(() => `${titleOf(invocation)} gets no answer to ${what} before its limit`)
          return
        }
        const standsMs = weather.strikes('frozen') ? choices.of(FROZEN_MS) : 0
        if (standsMs > 0) {
          invocation.isFrozen = true
          trace.note(() => `${titleOf(invocation)} stands still for ${standsMs} ms after ${what}`)
        }
        clock.after(reply.afterMs + choices.of(LATENCIES_MS) + standsMs, () => {
          if (invocation.isDead) return
          // Who wakes up in time is killed at the limit like everybody else.
          if (standsMs > 0) invocation.isFrozen = false
          clock.wake()
          try {
            resolve('value' in reply ? reply.value : reply.later())
          } catch (error) {
            reject(error)
          }
        })
      })
    })
  }

  /** What one of them cannot read needs an end of the deployment; what both can does not. */
  #isNextVersion(): boolean {
    const { hasTwoVersions, renamedStatus, weather, choices } = this.#around
    if (!hasTwoVersions) return false
    return (renamedStatus !== null && weather.isCalm) || choices.once(2)
  }

  #kill(invocation: Invocation, when: string): void {
    this.#around.trace.note(() => `${titleOf(invocation)} is killed ${when}`)
    invocation.isDead = true
    this.#around.clock.after(DEATH_TOLD_AFTER_MS, invocation.dies)
  }
}

export const titleOf = ({ name, number }: Invocation): string => `#${number} ${name}`

const skewOf = ({ skewMs }: Invocation): string =>
  skewMs === 0 ? '' : `, its clock ${skewMs} ms wrong`

const reasonOf = (ended: Ended<unknown>): string =>
  ended.ended === 'failed' && ended.error instanceof Error ? `: ${ended.error.message}` : ''
