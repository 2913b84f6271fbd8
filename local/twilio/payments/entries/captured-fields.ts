import type { Switches } from '../../switches.ts'
import { type CaptureField, secondEntryFor } from '../fields/capture-fields.ts'
import { fieldRows } from '../fields/field-rows.ts'
import { wantedFields } from '../fields/required.ts'
import type { PaymentSettings } from '../settings.ts'

/** What a session has of its fields, and what it still lacks. */
export class CapturedFields {
  readonly #digits = new Map<CaptureField, string>()
  readonly #settings: PaymentSettings
  readonly #switches: Switches

  constructor(settings: PaymentSettings, switches: Switches) {
    this.#settings = settings
    this.#switches = switches
  }

  get digits(): ReadonlyMap<CaptureField, string> {
    return this.#digits
  }

  /** What `complete` waits for. */
  get missing(): readonly CaptureField[] {
    return wantedFields(this.#settings, this.#switches).filter((field) => !this.#digits.has(field))
  }

  /** What the application is told to be required. */
  get listed(): readonly CaptureField[] {
    if (this.#switches.is('matcherInRequired', 'listed')) return this.missing
    const stays = this.#switches.is('matcherInRequired', 'first-stays')
    return wantedFields(this.#settings, this.#switches).filter((field) => {
      const lacks = (one: CaptureField) => this.missing.includes(one)
      const second = secondEntryFor(field)
      const isFirst = fieldRows[field].repeats === undefined
      return isFirst && (lacks(field) || (stays && second !== undefined && lacks(second)))
    })
  }

  keep(field: CaptureField, digits: string): void {
    this.#digits.set(field, digits)
  }

  /** A field that is asked for again has to be entered twice again. */
  forget(field: CaptureField): void {
    const second = secondEntryFor(field)
    this.#digits.delete(field)
    if (second !== undefined) this.#digits.delete(second)
  }

  /** What is left of a pair of entries that did not agree. */
  disagree(second: CaptureField): void {
    const first = fieldRows[second].repeats
    if (first !== undefined && this.#switches.is('afterMismatch', 'both-dropped')) {
      this.forget(first)
    }
  }
}
