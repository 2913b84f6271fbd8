import type { CallSid, PaymentSid } from '../../../../lambda/domain/values/ids.ts'

/** A Payments resource at Twilio, as a schedule may find it. */
export type RecordedPayment = Readonly<Omit<Payment, 'entered'>> & {
  readonly entered: readonly string[]
}

/** A Payments resource at Twilio. */
export interface Payment {
  readonly sid: PaymentSid
  readonly callSid: CallSid
  /** Whom the processor would name, by our reference. */
  readonly sessionId: string
  readonly purchase: string
  readonly isToken: boolean
  readonly confirms: boolean
  readonly asks: readonly string[]
  readonly entered: Set<string>
  /** What the processor came to, whoever got to know of it. */
  verdict: string | null
  status: 'open' | 'confirming' | 'at-processor' | 'closed'
  capturing: { readonly field: string; readonly to: CallbackTarget } | null
  /** Where what happens by itself is told: the address that was given last. */
  latest: CallbackTarget
}

/** Where a callback goes: the path of the StatusCallback. */
export interface CallbackTarget {
  readonly sessionId: string
  readonly attempt: number
  readonly step: number
}

export interface Told {
  readonly payment: Payment
  readonly to: CallbackTarget
  readonly parameters: Readonly<Record<string, string>>
}

/** What is behind it counts for nothing here; it says how often Twilio is to try. */
const callbackUrl = /^([^/]*)\/(\d+)\/(\d+)#/

/** What is asked of Twilio, by the names of its parameters. */
export type Form = Readonly<Record<string, string>>

export function targetOf(form: Form): CallbackTarget {
  const [, sessionId = '', attempt, step] = callbackUrl.exec(form['StatusCallback'] ?? '') ?? []
  return { sessionId, attempt: Number(attempt), step: Number(step) }
}
