import type { SimulatorTime } from '../../time.ts'

export interface EndOfEntry {
  readonly digits: string
  /** `silence` when not even the first key came. */
  readonly how: 'full' | 'pound' | 'timeout' | 'silence'
}

export interface EntryOptions {
  readonly time: SimulatorTime
  readonly timeoutMs: number
  /** Whether the Timeout runs before the first digit, too. */
  readonly awaitsFirstKey: boolean
  readonly isFull: (digits: string) => boolean
  readonly onDigits: (digits: string) => void
  readonly onEnd: (end: EndOfEntry) => void
}

/**
 * The keys of one field, from the first to the one that ends it. The Timeout is the longest gap
 * between two digits; before the first digit there is one only if so told.
 */
export class Entry {
  #digits = ''
  #over = false
  #cancelTimeout = (): void => undefined
  readonly #options: EntryOptions

  constructor(options: EntryOptions) {
    this.#options = options
    const { time, timeoutMs, awaitsFirstKey } = options
    if (awaitsFirstKey) this.#cancelTimeout = time.after(timeoutMs, () => this.#end('silence'))
  }

  pressDigit(digit: string): void {
    if (this.#over) return
    this.#cancelTimeout()
    this.#digits += digit
    this.#options.onDigits(this.#digits)
    if (this.#options.isFull(this.#digits)) this.#end('full')
    else {
      const { time, timeoutMs } = this.#options
      this.#cancelTimeout = time.after(timeoutMs, () => this.#end('timeout'))
    }
  }

  pressPound(): void {
    if (!this.#over) this.#end('pound')
  }

  /** Forgets the digits; nothing is reported. */
  drop(): void {
    this.#over = true
    this.#cancelTimeout()
    this.#digits = ''
  }

  #end(how: EndOfEntry['how']): void {
    const digits = this.#digits
    this.drop()
    this.#options.onEnd({ digits, how })
  }
}
