import type { Switches } from '../switches.ts'
import type { SimulatorTime } from '../time.ts'

/** Fifteen minutes: more than ten, the longest Timeout that a session may be given. */
const idleMsMax = 15 * 60_000

export interface IdleClockWorld {
  readonly time: SimulatorTime
  readonly switches: Switches
  readonly expired: () => void
}

/** Ends a session that nobody uses, if sessions end by themselves. */
export class IdleClock {
  readonly #world: IdleClockWorld
  #cancel = (): void => undefined

  constructor(world: IdleClockWorld) {
    this.#world = world
  }

  restart(): void {
    const { switches, time, expired } = this.#world
    this.#cancel()
    if (switches.is('sessionExpiry', 'after-idle')) this.#cancel = time.after(idleMsMax, expired)
  }

  stop(): void {
    this.#cancel()
  }
}
