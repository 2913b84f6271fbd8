import type { CaptureField } from '../fields/capture-fields.ts'
import { type FieldContext, fieldRows } from '../fields/field-rows.ts'
import { fieldStyle } from '../fields/style.ts'
import type { PaymentSettings } from '../settings.ts'
import type { PaymentSurroundings } from '../surroundings.ts'
import type { CapturedFields } from './captured-fields.ts'
import { type EndOfEntry, Entry } from './entry.ts'

export interface CapturingWorld {
  readonly settings: PaymentSettings
  readonly captured: CapturedFields
  readonly around: PaymentSurroundings
  readonly onDigits: (field: CaptureField, digits: string) => void
  /** With the ErrorType, if the entry is refused. */
  readonly onEnd: (field: CaptureField, errorType: string | undefined) => void
}

/** The field that is being entered, if any: takes keys, and keeps what is valid. */
export class Capturing {
  readonly #world: CapturingWorld
  #current: { readonly field: CaptureField; readonly entry: Entry } | undefined

  constructor(world: CapturingWorld) {
    this.#world = world
  }

  get field(): CaptureField | null {
    return this.#current?.field ?? null
  }

  /** What the rules of a field are applied to. */
  get context(): FieldContext {
    const { around, captured, settings } = this.#world
    return {
      settings,
      captured: captured.digits,
      nowMs: around.time.now(),
      style: fieldStyle(around.switches),
    }
  }

  begin(field: CaptureField): void {
    const { around, settings, onDigits } = this.#world
    const entry = new Entry({
      time: around.time,
      timeoutMs: settings.timeoutMs,
      awaitsFirstKey: around.switches.is('firstKeyTimeout', 'after-timeout'),
      isFull: (digits) => fieldRows[field].isFull(digits, this.context),
      onDigits: (digits) => onDigits(field, digits),
      onEnd: (end) => this.#end(field, end),
    })
    this.#current = { field, entry }
    onDigits(field, '')
  }

  /** A digit, or `#`. */
  press(key: string): void {
    if (key !== '#') this.#current?.entry.pressDigit(key)
    else if (this.#world.around.switches.is('poundEndsEntry', 'yes')) {
      this.#current?.entry.pressPound()
    }
  }

  drop(): void {
    this.#current?.entry.drop()
    this.#current = undefined
  }

  #end(field: CaptureField, end: EndOfEntry): void {
    const { around, captured, onEnd } = this.#world
    this.#current = undefined
    const errorType = around.rejects(field) ?? this.#errorOf(field, end)
    if (errorType === undefined) captured.keep(field, end.digits)
    if (errorType === 'input-matching-failed') captured.disagree(field)
    onEnd(field, errorType)
  }

  #errorOf(field: CaptureField, end: EndOfEntry): string | undefined {
    const error = fieldRows[field].check(end.digits, this.context)
    if (error === undefined) return undefined
    const late =
      end.how === 'timeout' && this.#world.around.switches.is('timeoutError', 'input-timeout')
    return late || end.how === 'silence' ? 'input-timeout' : error
  }
}
