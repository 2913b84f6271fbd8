import type { CallbackPhase } from '../faults/rules.ts'
import type { Parameters } from '../webhooks/signature.ts'
import type { CaptureField } from './fields/capture-fields.ts'
import type { FieldContext } from './fields/field-rows.ts'
import type { Payment } from './payment.ts'
import { Reporter } from './reporter.ts'
import type { PaymentSurroundings } from './surroundings.ts'

/** Posts the callbacks of one session to where its last request said, each with a later date. */
export class Announcer {
  readonly report: Reporter
  readonly #payment: Payment
  readonly #around: PaymentSurroundings
  readonly #firstUrl: string
  #url: string
  #updatedAtMs: number

  constructor(world: {
    readonly payment: Payment
    readonly around: PaymentSurroundings
    readonly callbackUrl: string
  }) {
    this.#payment = world.payment
    this.#around = world.around
    this.#firstUrl = world.callbackUrl
    this.#url = world.callbackUrl
    this.#updatedAtMs = world.payment.createdAtMs
    this.report = new Reporter(world.payment, world.around.switches)
  }

  get updatedAtMs(): number {
    return this.#updatedAtMs
  }

  /** A request brings the URL for what follows. */
  touch(callbackUrl: string): void {
    this.#url = callbackUrl
    this.#stamp()
  }

  created(): void {
    this.#post('created', this.report.created())
  }

  progress(field: CaptureField, now: { digits: string; context: FieldContext }): void {
    const atMs = this.#stamp()
    this.#post('capturing', this.report.progress(field, { ...now, atMs }), field)
  }

  valid(field: CaptureField, context: FieldContext): void {
    const atMs = this.#stamp()
    this.#post('valid', this.report.valid(field, { context, atMs }), field)
  }

  invalid(field: CaptureField | undefined, type: string): void {
    const atMs = this.#stamp()
    this.#post('invalid', this.report.invalid(field, { type, atMs }), field)
  }

  closing(phase: CallbackPhase, end: { context: FieldContext; result: Parameters }): void {
    const ofCreate = this.#around.switches.is('hangUpCallback', 'of-create')
    if (phase === 'hung-up' && ofCreate) this.#url = this.#firstUrl
    const atMs = this.#stamp()
    this.#post(phase, this.report.closing({ ...end, atMs }))
  }

  /** Always later than the last one: DateUpdated is all that tells the order of callbacks. */
  #stamp(): number {
    this.#updatedAtMs = Math.max(this.#around.time.now(), this.#updatedAtMs + 1)
    return this.#updatedAtMs
  }

  #post(phase: CallbackPhase, parameters: Parameters, capture?: CaptureField): void {
    this.#around.changed(this.#payment)
    this.#around.post({ payment: this.#payment, phase, capture, url: this.#url, parameters })
  }
}
