import type { CaptureField } from './fields/capture-fields.ts'
import type { CardType } from './fields/card-types.ts'

/** What a session was created with. */
export interface PaymentSettings {
  readonly method: 'credit-card' | 'ach-debit'
  readonly bankAccountType: string
  /** As sent, so that callbacks can repeat it; `undefined` and zero mean: tokenize. */
  readonly chargeAmount: string | undefined
  readonly currency: string
  readonly tokenType: string
  readonly description: string
  readonly postalCode: boolean
  readonly minPostalCodeLength: number
  readonly securityCode: boolean
  readonly timeoutMs: number
  readonly validCardTypes: readonly CardType[]
  readonly connector: string
  /** `Parameter`, for the processor; empty where none was given. */
  readonly parameters: Readonly<Record<string, unknown>>
  readonly matching: readonly CaptureField[]
  readonly confirmation: boolean
}

export function isCharge(settings: PaymentSettings): boolean {
  return Number(settings.chargeAmount ?? 0) > 0
}
