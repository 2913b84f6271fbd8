import type { Choices } from './chance/choices.ts'
import { type Fault, faults } from './faults.ts'

const kinds: readonly string[] = Object.keys(faults)

/** One kind of fault in so many is about, in a schedule that has any. */
const ABOUT_ONE_IN = 9

/** These come together with others to show anything: second cards, and what overtakes what. */
const oftenAbout: ReadonlySet<string> = new Set<Fault>([
  'declined',
  'connector-unsure',
  'callback-duplicated',
  'callback-delayed',
  'callback-replayed',
  'slow-bank',
  'clock-skewed',
  'queue-away',
  'queue-unanswered',
  'queue-twice',
  'db-look-fails',
  'look-up-silent',
  'look-up-slow',
  'look-up-unsure',
  'look-up-lags',
  'operator-twice',
])
const OFTEN_ABOUT_ONE_IN = 3
const OFTEN_RATES = [10, 4, 3] as const

/** What nobody can read is handed out hundreds of times before it is given up: that takes long. */
const seldomAbout: ReadonlySet<string> = new Set<Fault>(['queue-poisoned'])
const SELDOM_ABOUT_ONE_IN = 15

/** Of how many occasions such a fault takes one. */
const RATES = [30, 10, 3] as const

function aboutOneIn(kind: string): number {
  if (oftenAbout.has(kind)) return OFTEN_ABOUT_ONE_IN
  return seldomAbout.has(kind) ? SELDOM_ABOUT_ONE_IN : ABOUT_ONE_IN
}

/** One schedule of so many has no faults at all. */
const FINE_DAYS_ONE_IN = 16

/**
 * Which faults a schedule has, and how often. Few at a time and those often finds more than all of
 * them seldom. When the storm is over nothing goes wrong any more, and everybody behaves.
 */
export class Weather {
  readonly struck = new Map<Fault, number>()
  readonly #oneIn = new Map<string, number>()
  readonly #choices: Choices
  #calm = false

  constructor(choices: Choices) {
    this.#choices = choices
    const isStormy = choices.below(FINE_DAYS_ONE_IN) > 0
    for (const kind of isStormy ? kinds : []) {
      const isOften = oftenAbout.has(kind)
      if (choices.below(aboutOneIn(kind)) !== 1) continue
      this.#oneIn.set(kind, choices.of(isOften ? OFTEN_RATES : RATES))
    }
  }

  /** Nothing goes wrong in all of this schedule, and nobody does anything odd. */
  get isFine(): boolean {
    return this.#oneIn.size === 0
  }

  /** Whether this may go wrong at all. */
  mayStrike(fault: Fault): boolean {
    return !this.#calm && this.#oneIn.has(fault)
  }

  get isCalm(): boolean {
    return this.#calm
  }

  clearUp(): void {
    this.#calm = true
  }

  strikes(fault: Fault): boolean {
    const oneIn = this.#calm ? 0 : (this.#oneIn.get(fault) ?? 0)
    if (oneIn === 0 || !this.#choices.once(oneIn)) return false
    this.struck.set(fault, (this.struck.get(fault) ?? 0) + 1)
    return true
  }
}
