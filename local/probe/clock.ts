import type { SimulatorTime } from '../twilio/time.ts'

/** Ctrl-C, or the end of the program: nothing new is to be tried. */
export class Stopped extends Error {}

/** Every wait of the probe: until something comes, until time is up, or until it is stopped. */
export class Clock {
  readonly #time: SimulatorTime
  readonly #stop: AbortSignal
  #waiting = 0

  constructor({ time, stop }: { readonly time: SimulatorTime; readonly stop: AbortSignal }) {
    this.#time = time
    this.#stop = stop
  }

  now(): number {
    return this.#time.now()
  }

  /** Whether only time or somebody else can make the probe go on. */
  get isWaiting(): boolean {
    return this.#waiting > 0
  }

  throwIfStopped(): void {
    if (this.#stop.aborted) throw new Stopped()
  }

  async pause(delayMs: number): Promise<void> {
    await this.first<never>(delayMs, () => () => undefined)
  }

  /** For what has to be put right even after Ctrl-C. */
  pauseWhateverHappens(delayMs: number): Promise<void> {
    this.#waiting += 1
    return new Promise((done) => {
      this.#time.after(delayMs, () => {
        this.#waiting -= 1
        done()
      })
    })
  }

  /** What `listen` is told first, or nothing when time is up; `listen` answers how to end it. */
  first<T>(withinMs: number, listen: (tell: (news: T) => void) => () => void) {
    this.throwIfStopped()
    this.#waiting += 1
    return new Promise<T | undefined>((resolve, reject) => {
      const ends: (() => void)[] = []
      const settle = (then: () => void) => {
        this.#waiting -= 1
        for (const end of ends) end()
        then()
      }
      const stopped = () => settle(() => reject(new Stopped()))
      this.#stop.addEventListener('abort', stopped, { once: true })
      ends.push(() => this.#stop.removeEventListener('abort', stopped))
      ends.push(this.#time.after(withinMs, () => settle(() => resolve(undefined))))
      ends.push(listen((news) => settle(() => resolve(news))))
    })
  }
}
