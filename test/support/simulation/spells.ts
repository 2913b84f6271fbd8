import type { Choices } from './chance/choices.ts'
import type { Fault } from './faults.ts'
import type { Clockwork } from './time/clockwork.ts'
import type { Weather } from './weather.ts'

type Spell = Extract<Fault, 'db-away' | 'secret-rotated'>

/** How long each lasts. AWS may take five minutes to tell us a secret that was rotated. */
const LASTS_MS = {
  'db-away': [60_000, 600_000, 8_000],
  'secret-rotated': [20_000, 60_000, 300_000],
} as const satisfies Record<Spell, readonly number[]>

/** From the moment in which it may begin: with what happens then, or with what follows from it. */
const BEGINS_AFTER_MS = [0, 600, 4_000] as const

/** Trouble that lasts for a while, and that everybody has as long as it does. */
export class Spells {
  readonly #clock: Clockwork
  readonly #choices: Choices
  readonly #weather: Weather
  readonly #fromMs: Record<Spell, number> = { 'db-away': Infinity, 'secret-rotated': Infinity }
  readonly #untilMs: Record<Spell, number> = { 'db-away': 0, 'secret-rotated': 0 }

  constructor(on: {
    readonly clock: Clockwork
    readonly choices: Choices
    readonly weather: Weather
  }) {
    this.#clock = on.clock
    this.#choices = on.choices
    this.#weather = on.weather
  }

  get isDatabaseAway(): boolean {
    return this.#isOn('db-away')
  }

  get isSecretRotated(): boolean {
    return this.#isOn('secret-rotated')
  }

  /** When the last of those that are known of is over. */
  get overAtMs(): number {
    return Math.max(...Object.values(this.#untilMs))
  }

  /** A good moment for trouble: a call comes in, or a charge is at the processor. */
  mayBegin(): void {
    this.#mayBegin('db-away')
    this.#mayBegin('secret-rotated')
  }

  #mayBegin(spell: Spell): void {
    const { nowMs } = this.#clock
    if (nowMs < this.#untilMs[spell] || !this.#weather.strikes(spell)) return
    this.#fromMs[spell] = nowMs + this.#choices.of(BEGINS_AFTER_MS)
    this.#untilMs[spell] = this.#fromMs[spell] + this.#choices.of(LASTS_MS[spell])
  }

  #isOn(spell: Spell): boolean {
    const { nowMs } = this.#clock
    return nowMs >= this.#fromMs[spell] && nowMs < this.#untilMs[spell]
  }
}
