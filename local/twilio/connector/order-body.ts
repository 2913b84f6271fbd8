import type { Payment } from '../payments/payment.ts'
import { isCharge } from '../payments/settings.ts'

export interface ConnectorOrder {
  readonly payment: Payment
  /** The same on each try: it is how a processor tells a repetition from a second payment. */
  readonly transactionId: string
}

export type ConnectorMethod = 'charge' | 'tokenize'

export function methodOf(payment: Payment): ConnectorMethod {
  return isCharge(payment.settings) ? 'charge' : 'tokenize'
}

/**
 * What a Generic Pay Connector posts, card number and all. What the caller was not asked for is
 * an empty text. https://www.twilio.com/docs/voice/twiml/pay/generic-pay-connector
 */
export function orderBody({ payment, transactionId }: ConnectorOrder) {
  const { chargeAmount, currency, description, method, parameters } = payment.settings
  const charged = isCharge(payment.settings)
    ? { amount: amountText(chargeAmount ?? '0'), currency_code: currency }
    : {}
  return {
    method: methodOf(payment),
    transaction_id: transactionId,
    ...(method === 'ach-debit' ? bankAccountOf(payment) : cardOf(payment)),
    ...charged,
    description,
    parameters,
  }
}

function cardOf(payment: Payment) {
  const expiry = payment.digitsOf('expiration-date')
  return {
    cardnumber: payment.digitsOf('payment-card-number'),
    cvv: payment.digitsOf('security-code'),
    expiry_month: expiry.slice(0, 2),
    expiry_year: expiry.slice(2),
    postal_code: payment.digitsOf('postal-code'),
  }
}

function bankAccountOf(payment: Payment) {
  return {
    bankaccountnumber: payment.digitsOf('bank-account-number'),
    routingnumber: payment.digitsOf('bank-routing-number'),
  }
}

/** With one decimal at least, as in the documented "10.0"; never "10", and never "10.50". */
function amountText(chargeAmount: string): string {
  const text = String(Number(chargeAmount))
  return text.includes('.') ? text : `${text}.0`
}
