import type { CallbackPhase } from '../faults/rules.ts'
import type { Switches } from '../switches.ts'
import type { SimulatorTime } from '../time.ts'
import type { Parameters } from '../webhooks/signature.ts'
import type { CaptureField } from './fields/capture-fields.ts'
import type { Payment } from './payment.ts'
import type { Verdict } from './verdict.ts'

export interface Callback {
  readonly payment: Payment
  readonly phase: CallbackPhase
  readonly capture: CaptureField | undefined
  readonly url: string
  readonly parameters: Parameters
}

/** What a session needs of the world around it. */
export interface PaymentSurroundings {
  readonly time: SimulatorTime
  readonly switches: Switches
  post(callback: Callback): void
  /** The ErrorType of a fault that rejects this entry, whatever was typed. */
  rejects(field: CaptureField): string | undefined
  process(payment: Payment, decided: (verdict: Verdict) => void): void
  speak(payment: Payment, text: string): void
  changed(payment: Payment): void
}
