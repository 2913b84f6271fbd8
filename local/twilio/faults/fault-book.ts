import type { FaultDetails } from './details.ts'
import { type Fault, type FaultPlace, type FaultRule, faultRows, parseFaultRule } from './rules.ts'

export interface TakenFault<Place extends FaultPlace> extends FaultDetails {
  readonly do: Fault<Place>
  readonly delayMs: number | undefined
}

interface Entry {
  readonly rule: FaultRule
  left: number
}

/** The rules in force, in their order; the first that fits an occasion is the one that acts. */
export class FaultBook {
  #entries: Entry[] = []

  /** Replaces all rules, or none; the answer is what is wrong, in a sentence. */
  replace(values: readonly unknown[]): string | undefined {
    const entries: Entry[] = []
    for (const value of values) {
      const rule = parseFaultRule(value)
      if (typeof rule === 'string') return rule
      entries.push({ rule, left: rule.times ?? Number.POSITIVE_INFINITY })
    }
    this.#entries = entries
    return undefined
  }

  list(): readonly Readonly<Record<string, unknown>>[] {
    return this.#entries.map(({ rule: { narrowed, details, ...rule }, left }) => ({
      ...rule,
      ...details,
      ...narrowed,
      ...(rule.times === undefined ? {} : { left }),
    }))
  }

  /** Uses up one time of the rule that fits. */
  take<Place extends FaultPlace>(
    place: Place,
    occasion: Readonly<Record<string, string | undefined>> = {},
  ): TakenFault<Place> | undefined {
    const found = this.#find(place, occasion)
    if (found === undefined) return undefined
    found.entry.left -= 1
    const { delayMs, details } = found.entry.rule
    return { do: found.what, delayMs, ...details }
  }

  /** Looks without using it up. */
  peek<Place extends FaultPlace>(
    place: Place,
    occasion: Readonly<Record<string, string | undefined>> = {},
  ): Fault<Place> | undefined {
    return this.#find(place, occasion)?.what
  }

  #find<Place extends FaultPlace>(
    place: Place,
    occasion: Readonly<Record<string, string | undefined>>,
  ): { entry: Entry; what: Fault<Place> } | undefined {
    const does: readonly Fault<Place>[] = faultRows[place].does
    for (const entry of this.#entries) {
      if (entry.rule.on !== place || entry.left <= 0) continue
      const fits = Object.entries(entry.rule.narrowed).every(([name, v]) => occasion[name] === v)
      const what = does.find((each) => each === entry.rule.do)
      if (fits && what !== undefined) return { entry, what }
    }
    return undefined
  }
}
