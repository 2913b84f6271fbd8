import type { CallSid, PaymentSid } from '../../../../lambda/domain/values/ids.ts'

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

export function targetOf(form: URLSearchParams): CallbackTarget {
  const [path = ''] = (form.get('StatusCallback') ?? '').split('#')
  const [sessionId = '', attempt, step] = path.split('/').slice(-3)
  return { sessionId, attempt: Number(attempt), step: Number(step) }
}
