import type { CallbackPhase } from '../faults/rules.ts'
import type { Parameters } from '../webhooks/signature.ts'
import { type PaymentIdentity, verdictParameters } from './callback-parameters.ts'
import { type EndOfEntry, Entry } from './entry.ts'
import type { CaptureField } from './fields/capture-fields.ts'
import { type ErrorType, type FieldContext, fieldRows } from './fields/field-rows.ts'
import { wantedFields } from './fields/required.ts'
import { Reporter } from './reporter.ts'
import type { PaymentSettings } from './settings.ts'
import type { PaymentSurroundings } from './surroundings.ts'

export type PaymentState = 'open' | 'confirming' | 'processing' | 'closed'

/**
 * One payment session on one call.
 *
 *     open ⇄ capturing          keys arrive: a callback for each, one more when the field is done
 *     open → (confirming) → processing → closed      complete
 *     open → closed                                  cancel, `*`, hang-up
 */
export class Payment implements PaymentIdentity {
  readonly sid: string
  readonly callSid: string
  readonly accountSid: string
  readonly settings: PaymentSettings
  readonly createdAtMs: number
  readonly #around: PaymentSurroundings
  readonly #report: Reporter
  readonly #captured = new Map<CaptureField, string>()
  #state: PaymentState = 'open'
  #capturing: { readonly field: CaptureField; readonly entry: Entry } | undefined
  #callbackUrl: string
  #updatedAtMs: number

  constructor(
    identity: PaymentIdentity & {
      readonly callbackUrl: string
      readonly around: PaymentSurroundings
    },
  ) {
    this.sid = identity.sid
    this.callSid = identity.callSid
    this.accountSid = identity.accountSid
    this.settings = identity.settings
    this.createdAtMs = identity.createdAtMs
    this.#updatedAtMs = identity.createdAtMs
    this.#callbackUrl = identity.callbackUrl
    this.#around = identity.around
    this.#report = new Reporter(this, identity.around.switches)
  }

  get state(): PaymentState {
    return this.#state
  }

  get updatedAtMs(): number {
    return this.#updatedAtMs
  }

  get capturing(): CaptureField | null {
    return this.#capturing?.field ?? null
  }

  get required(): readonly CaptureField[] {
    return wantedFields(this.settings).filter((field) => !this.#captured.has(field))
  }

  /** The digits in clear, for the processor alone: they never leave the simulator. */
  digitsOf(field: CaptureField): string {
    return this.#captured.get(field) ?? ''
  }

  announce(): void {
    this.#post('created', this.#report.created())
  }

  /** For a session that was refused because another one is open. */
  announceRefused(): void {
    this.vanish()
    this.#postError(undefined, 'session-in-progress')
  }

  /** A security code has the length of its card's brand, so the card has to come first. */
  breaksSequence(field: CaptureField): boolean {
    return field === 'security-code' && !this.#captured.has('payment-card-number')
  }

  capture(field: CaptureField, callbackUrl: string): void {
    this.#touch(callbackUrl)
    this.#dropEntry()
    this.#captured.delete(field)
    if (this.breaksSequence(field)) {
      this.#postError(field, 'invalid-card-number-security-code-capture-sequence')
      return
    }
    const entry = new Entry({
      time: this.#around.time,
      timeoutMs: this.settings.timeoutMs,
      isFull: (digits) => fieldRows[field].isFull(digits, this.#context()),
      onDigits: (digits) => this.#postProgress(field, digits),
      onEnd: (end) => this.#endEntry(field, end),
    })
    this.#capturing = { field, entry }
    this.#postProgress(field, '')
  }

  /** Whether the key was for this session. */
  press(key: string): boolean {
    if (this.#state === 'confirming') {
      this.#confirm(key)
      return true
    }
    if (this.#capturing === undefined) return false
    if (key === '*') this.interrupt()
    else if (key !== '#') this.#capturing.entry.pressDigit(key)
    else if (this.#around.switches.is('poundEndsEntry', 'yes')) {
      this.#capturing.entry.pressPound()
    }
    return true
  }

  complete(callbackUrl: string): void {
    this.#touch(callbackUrl)
    this.#dropEntry()
    if (!this.settings.confirmation) {
      this.#process()
      return
    }
    this.#state = 'confirming'
    const shown = this.digitsOf('payment-card-number').slice(-4).split('').join(' ')
    this.#around.speak(this, `Card ending in ${shown}. Press 1 to confirm, or 2 to cancel.`)
    this.#around.changed(this)
  }

  cancel(callbackUrl: string): void {
    this.#touch(callbackUrl)
    this.#end('cancelled', this.#report.cancelledResult())
  }

  /** `*` ends the session at once, unless its charge is already on the way. */
  interrupt(): void {
    if (this.#state === 'closed' || this.#state === 'processing') return
    this.#end('interrupted', { Result: 'caller-interrupted-with-star' })
  }

  /** While the processor is at work its verdict is still to come; otherwise the session is over. */
  hangUp(): void {
    if (this.#state === 'closed' || this.#state === 'processing') return
    this.#end('hung-up', { Result: 'caller-hung-up' })
  }

  /** Ends without a word to anyone. */
  vanish(): void {
    if (this.#state === 'processing') return
    this.#close()
  }

  #confirm(key: string): void {
    if (key === '1') this.#process()
    if (key === '2') this.#end('cancelled', this.#report.cancelledResult())
    if (key === '*') this.interrupt()
  }

  #process(): void {
    this.#state = 'processing'
    this.#around.changed(this)
    this.#around.process(this, (verdict) => {
      if (verdict.kind === 'never') this.#close()
      else this.#end('completed', verdictParameters(verdict))
    })
  }

  #endEntry(field: CaptureField, end: EndOfEntry): void {
    this.#capturing = undefined
    const error = fieldRows[field].check(end.digits, this.#context())
    if (error !== undefined) {
      const { switches } = this.#around
      const late = end.how === 'timeout' && switches.is('timeoutError', 'input-timeout')
      this.#postError(field, late ? 'input-timeout' : error)
      return
    }
    this.#captured.set(field, end.digits)
    const done = { context: this.#context(), atMs: this.#stamp() }
    this.#post('valid', this.#report.valid(field, done), field)
  }

  #postProgress(field: CaptureField, digits: string): void {
    const atMs = this.#stamp()
    this.#post('capturing', this.#report.progress(field, { digits, atMs }), field)
  }

  #postError(field: CaptureField | undefined, type: ErrorType): void {
    const atMs = this.#stamp()
    this.#post('invalid', this.#report.invalid(field, { type, atMs }), field)
  }

  #end(phase: CallbackPhase, result: Parameters): void {
    this.#close()
    const atMs = this.#stamp()
    this.#post(phase, this.#report.closing({ context: this.#context(), atMs, result }))
  }

  #close(): void {
    this.#dropEntry()
    this.#state = 'closed'
    this.#around.changed(this)
  }

  #dropEntry(): void {
    this.#capturing?.entry.drop()
    this.#capturing = undefined
  }

  #touch(callbackUrl: string): void {
    this.#callbackUrl = callbackUrl
    this.#stamp()
  }

  /** Always later than the last one: DateUpdated is all that tells the order of callbacks. */
  #stamp(): number {
    this.#updatedAtMs = Math.max(this.#around.time.now(), this.#updatedAtMs + 1)
    return this.#updatedAtMs
  }

  #context(): FieldContext {
    return {
      settings: this.settings,
      captured: this.#captured,
      nowMs: this.#around.time.now(),
      dashes: this.#around.switches.is('cardMask', 'dashes'),
    }
  }

  #post(phase: CallbackPhase, parameters: Parameters, capture?: CaptureField): void {
    this.#around.changed(this)
    this.#around.post({ payment: this, phase, capture, url: this.#callbackUrl, parameters })
  }
}
