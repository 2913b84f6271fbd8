import type { Payment } from '../payments/payment.ts'
import type { DocumentRun } from './document-run.ts'

export interface Heard {
  /** ISO 8601: when the sound began. */
  readonly at: string
  readonly text: string
  readonly language: string
}

export type CallStatus = 'ringing' | 'in-progress' | 'completed'

/** One call, from the caller's first ring to the end. */
export interface Call {
  readonly sid: string
  readonly to: string
  readonly from: string
  readonly startedAtMs: number
  /** Where Twilio posts that the call has ended: as configured, and as given on an update. */
  readonly statusCallbacks: { url: string; method: 'GET' | 'POST' }[]
  readonly heard: Heard[]
  readonly payments: Payment[]
  readonly keys: string[]
  status: CallStatus
  updatedAtMs: number
  endedAtMs: number | undefined
  /** The TwiML document being played; none while one is fetched for the first time. */
  run: DocumentRun | undefined
  /** Counts documents, so that the late answer for a replaced one can be told. */
  documentNumber: number
}

/** The session that is still going on, if any. */
export function openPayment(call: Call): Payment | undefined {
  return call.payments.find((payment) => payment.state !== 'closed')
}

/** What the front door shows of a call. */
export function viewOf(call: Call) {
  const payment = openPayment(call) ?? call.payments.at(-1)
  return {
    callSid: call.sid,
    status: call.status === 'completed' ? 'completed' : 'in-progress',
    from: call.from,
    to: call.to,
    heard: call.heard,
    payment:
      payment === undefined
        ? null
        : {
            sid: payment.sid,
            capturing: payment.capturing,
            required: payment.required,
            state: payment.state,
          },
  } as const
}

export type CallView = ReturnType<typeof viewOf>
