/** Death of a function in the middle of its work: nothing of its memory is left. */
export class Crash extends Error {
  override readonly name = 'Crash'
}

export interface CrashPlan {
  /** The how-manieth awaited I/O kills; `null` only counts. */
  readonly hop: number | null
  /** Before it is sent, or after it took effect and before its answer was seen. */
  readonly moment: 'before' | 'after'
}

/** Counts every awaited I/O of the ports it wraps, and dies once at the planned one. */
export class Crasher {
  readonly #plan: CrashPlan
  #hops = 0
  #fired = 0

  constructor(plan: CrashPlan) {
    this.#plan = plan
  }

  get hops(): number {
    return this.#hops
  }

  /** How often it killed: a test that expects a crash asserts that there was one. */
  get fired(): number {
    return this.#fired
  }

  /** Every function of the port is an I/O: what is added to a port later is covered, too. */
  wrap<Port extends object>(port: Port): Port {
    return new Proxy(port, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name, target)
        if (typeof value !== 'function') return value
        return (...given: unknown[]) => this.#io(() => Reflect.apply(value, target, given))
      },
    })
  }

  async #io(run: () => unknown): Promise<unknown> {
    this.#hops += 1
    const dies = this.#hops === this.#plan.hop
    if (dies && this.#plan.moment === 'before') this.#die()
    const answer = await run()
    if (dies) this.#die()
    return answer
  }

  #die(): never {
    this.#fired += 1
    throw new Crash(`Killed ${this.#plan.moment} I/O ${this.#hops}.`)
  }
}
