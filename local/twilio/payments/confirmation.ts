import type { CaptureField } from './fields/capture-fields.ts'
import type { PaymentSettings } from './settings.ts'

/** What Twilio itself says to the caller before it completes a payment with Confirmation. */
export function confirmationText(payment: {
  readonly settings: PaymentSettings
  digitsOf(field: CaptureField): string
}): string {
  const isCard = payment.settings.method === 'credit-card'
  const number = payment.digitsOf(isCard ? 'payment-card-number' : 'bank-account-number')
  const lastFour = number.slice(-4).split('').join(' ')
  const what = isCard ? 'Card' : 'Bank account'
  return `${what} ending in ${lastFour}. Press 1 to confirm, or 2 to cancel.`
}
