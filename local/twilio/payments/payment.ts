import type { CallbackPhase } from '../faults/rules.ts'
import type { Parameters } from '../webhooks/signature.ts'
import { Announcer } from './announcer.ts'
import {
  type PaymentIdentity,
  validationParameters,
  verdictParameters,
} from './callback-parameters.ts'
import { confirmationText } from './confirmation.ts'
import { CapturedFields } from './entries/captured-fields.ts'
import { Capturing } from './entries/capturing.ts'
import type { CaptureField } from './fields/capture-fields.ts'
import { IdleClock } from './idle-clock.ts'
import type { PaymentSettings } from './settings.ts'
import type { PaymentSurroundings } from './surroundings.ts'
import type { Verdict } from './verdict.ts'

export type PaymentState = 'open' | 'confirming' | 'processing' | 'closed'

/**
 * One payment session on one call.
 *
 *     open ⇄ capturing          keys arrive: a callback for each, one more when the field is done
 *     open → (confirming) → processing → closed      complete
 *     open → closed                                  cancel, `*`, hang-up, idleness
 */
export class Payment implements PaymentIdentity {
  readonly sid: string
  readonly callSid: string
  readonly accountSid: string
  readonly settings: PaymentSettings
  readonly createdAtMs: number
  readonly #around: PaymentSurroundings
  readonly #announcer: Announcer
  readonly #captured: CapturedFields
  readonly #capturing: Capturing
  readonly #idle: IdleClock
  #state: PaymentState = 'open'
  #hasHungUp = false

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
    this.#around = identity.around
    const { switches, time } = identity.around
    this.#captured = new CapturedFields(identity.settings, switches)
    this.#capturing = new Capturing({
      settings: identity.settings,
      captured: this.#captured,
      around: identity.around,
      onDigits: (field, digits) =>
        this.#announcer.progress(field, { digits, context: this.#capturing.context }),
      onEnd: (field, errorType) => {
        if (errorType === undefined) this.#announcer.valid(field, this.#capturing.context)
        else this.#announcer.invalid(field, errorType)
      },
    })
    this.#announcer = new Announcer({ ...identity, payment: this })
    this.#idle = new IdleClock({ switches, time, expired: () => this.vanish() })
  }

  get state(): PaymentState {
    return this.#state
  }

  get updatedAtMs(): number {
    return this.#announcer.updatedAtMs
  }

  get capturing(): CaptureField | null {
    return this.#capturing.field
  }

  /** What `complete` waits for. */
  get required(): readonly CaptureField[] {
    return this.#captured.missing
  }

  /** What callbacks say is required. */
  get listed(): readonly CaptureField[] {
    return this.#captured.listed
  }

  /** The digits in clear, for the processor alone: they never leave the simulator. */
  digitsOf(field: CaptureField): string {
    return this.#captured.digits.get(field) ?? ''
  }

  announce(): void {
    this.#idle.restart()
    this.#announcer.created()
  }

  /** For a session that was refused because another one is open. */
  announceRefused(): void {
    this.vanish()
    this.#announcer.invalid(undefined, 'session-in-progress')
  }

  /** A security code has the length of its card's brand, so the card has to come first. */
  breaksSequence(field: CaptureField): boolean {
    return field === 'security-code' && !this.#captured.digits.has('payment-card-number')
  }

  capture(field: CaptureField, callbackUrl: string): void {
    this.#touch(callbackUrl)
    this.#capturing.drop()
    this.#captured.forget(field)
    if (this.breaksSequence(field)) {
      this.#announcer.invalid(field, 'invalid-card-number-security-code-capture-sequence')
      return
    }
    this.#capturing.begin(field)
  }

  /** Whether the key was for this session. */
  press(key: string): boolean {
    if (this.#state === 'confirming') {
      this.#confirm(key)
      return true
    }
    if (this.#capturing.field === null) return false
    this.#idle.restart()
    if (key === '*') this.interrupt()
    else this.#capturing.press(key)
    return true
  }

  complete(callbackUrl: string): void {
    this.#touch(callbackUrl)
    this.#capturing.drop()
    if (!this.settings.confirmation) {
      this.#process()
      return
    }
    this.#state = 'confirming'
    this.#around.speak(this, confirmationText(this))
    this.#around.changed(this)
  }

  cancel(callbackUrl: string): void {
    this.#touch(callbackUrl)
    this.#end('cancelled', this.#announcer.report.cancelledResult())
  }

  /** What the application asked for cannot be done, and so this is the end. */
  failValidation(error: { code: number; message: string }, callbackUrl: string): void {
    this.#touch(callbackUrl)
    this.#end('completed', validationParameters(error))
  }

  /** `*` ends the session at once, unless its charge is already on the way. */
  interrupt(): void {
    if (this.#state === 'closed' || this.#state === 'processing') return
    this.#end('interrupted', { Result: 'caller-interrupted-with-star' })
  }

  /** While the processor is at work its verdict may still come; otherwise the session is over. */
  hangUp(): void {
    const { switches } = this.#around
    this.#hasHungUp = true
    const waits =
      this.#state === 'processing' && switches.is('hangUpWhileProcessing', 'verdict-comes')
    if (this.#state === 'closed' || waits) return
    this.#end('hung-up', { Result: 'caller-hung-up' })
  }

  /** Ends without a word to anyone. */
  vanish(): void {
    if (this.#state === 'processing') return
    this.#close()
  }

  #confirm(key: string): void {
    this.#idle.restart()
    if (key === '1') this.#process()
    if (key === '2') this.#end('cancelled', this.#announcer.report.unconfirmedResult())
    if (key === '*') this.interrupt()
  }

  #process(): void {
    this.#state = 'processing'
    this.#idle.stop()
    this.#around.changed(this)
    this.#around.process(this, (verdict) => this.#decide(verdict))
  }

  /** A verdict on a session that ended meanwhile is told to nobody. */
  #decide(verdict: Verdict): void {
    if (this.#state !== 'processing') return
    if (verdict.kind === 'never') {
      this.#close()
      return
    }
    this.#end('completed', verdictParameters(verdict))
    const mayGoOn = verdict.kind === 'connector-error' && !this.#hasHungUp
    if (mayGoOn && this.#around.switches.is('afterDecline', 'open')) this.#reopen()
  }

  #reopen(): void {
    this.#state = 'open'
    this.#idle.restart()
    this.#around.changed(this)
  }

  #end(phase: CallbackPhase, result: Parameters): void {
    this.#close()
    this.#announcer.closing(phase, { context: this.#capturing.context, result })
  }

  #close(): void {
    this.#capturing.drop()
    this.#idle.stop()
    this.#state = 'closed'
    this.#around.changed(this)
  }

  #touch(callbackUrl: string): void {
    this.#announcer.touch(callbackUrl)
    this.#idle.restart()
  }
}
