import { type CaptureField, captureFields } from './capture-fields.ts'

/**
 * With what is paid. Twilio's PaymentMethod values:
 * https://www.twilio.com/docs/voice/api/payment-resource (read 2026-11)
 */
export const paymentMethods = ['credit-card', 'ach-debit'] as const

export type PaymentMethod = (typeof paymentMethods)[number]

/** Twilio's default, and ours. */
export const usualPaymentMethod: PaymentMethod = 'credit-card'

/** By the fields, which are chosen once; there is no second place to say it. */
export const methodOf = ({
  fields,
}: {
  readonly fields: readonly CaptureField[]
}): PaymentMethod =>
  fields.some((field) => captureFields[field].method === 'ach-debit')
    ? 'ach-debit'
    : usualPaymentMethod
