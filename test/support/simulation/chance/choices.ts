import { sfc32 } from './random.ts'

/** Which schedule of which run. */
export interface SeedOf {
  readonly seed: number
  readonly index: number
}

/**
 * Everything that is left to chance in a schedule is drawn here, as a list of small numbers, so
 * that a schedule can be repeated and made smaller. 0 is what happens on an ordinary day; a list
 * that is too short goes on with ordinary days.
 */
export class Choices {
  readonly taken: number[] = []
  readonly #next: () => number
  readonly #recorded: readonly number[] | null

  constructor(from: SeedOf | readonly number[]) {
    const isSeed = 'seed' in from
    this.#recorded = isSeed ? null : from
    this.#next = isSeed ? sfc32(from.seed, from.index) : () => 0
  }

  /** A whole number from 0 up to, and without, `count`. */
  below(count: number): number {
    return this.#take(this.#recorded === null ? this.#next() % count : this.#known(count))
  }

  /** `true` once in so many. */
  once(inMany: number): boolean {
    const drawn = this.#recorded === null ? +(this.#next() % inMany === 0) : this.#known(2)
    return this.#take(drawn) === 1
  }

  /** The first is what happens on an ordinary day. */
  of<T>(options: readonly [T, ...T[]]): T {
    return options[this.below(options.length)] ?? options[0]
  }

  #known(count: number): number {
    const value = this.#recorded?.[this.taken.length] ?? 0
    return value < count ? value : 0
  }

  #take(value: number): number {
    this.taken.push(value)
    return value
  }
}
