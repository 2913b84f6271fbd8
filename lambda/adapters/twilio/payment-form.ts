import { fieldsKeyedTwice } from '../../domain/payment/asked-fields.ts'
import { betweenKeysSeconds } from '../../domain/payment/between-keys.ts'
import { twilioCaptureOf } from '../../domain/payment/capture-fields.ts'
import {
  type ChosenOptions,
  createOptions,
  isCreateOption,
} from '../../domain/payment/create-options.ts'
import { methodOf } from '../../domain/payment/payment-method.ts'
import { type Command, idempotencyKeyOf } from '../../domain/session/command.ts'
import type { Session } from '../../domain/session/session.ts'
import { formatAmount } from '../../domain/values/money.ts'

/**
 * Twilio's default is one retry, and only when no connection came about. A callback may carry the
 * verdict on a charge, so we ask for more, inside the 15 s ceiling. Also after a 4xx: the API turns
 * away what is over its limit of requests with 429, before a function hears of it. What we refuse
 * ourselves then comes three times more, and is refused as cheaply. The fragment is not signed.
 * https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides (read 2026-11)
 */
const RETRY_OVERRIDES = '#rc=3&rp=ct,rt,4xx,5xx&ct=2000&rt=5000'

export interface PaymentRequest {
  readonly session: Session
  readonly command: Command
}

/** The form of a create or an update. */
export const paymentForm = (request: PaymentRequest, callbackUrl: string): URLSearchParams =>
  new URLSearchParams(paymentParameters(request, callbackUrl))

/** What is in the form, by name. */
export const paymentParameters = (
  { session, command }: PaymentRequest,
  callbackUrl: string,
): Record<string, string> => ({
  IdempotencyKey: idempotencyKeyOf(session.id, command),
  StatusCallback: callbackUrl + RETRY_OVERRIDES,
  ...parametersOf(session, command),
})

function parametersOf(session: Session, command: Command): Record<string, string> {
  switch (command.type) {
    case 'create':
      return createParameters(session)
    case 'capture':
      return { Capture: twilioCaptureOf(command.field) }
    case 'complete':
    case 'cancel':
      return { Status: command.type }
    default:
      return command satisfies never
  }
}

function createParameters({ purchase, terms }: Session): Record<string, string> {
  const { reference, description } = purchase
  return {
    PaymentMethod: methodOf(terms),
    ...chargeParameters(purchase),
    // The processor's record carries our reference: by it a charge can be looked up.
    Description: description === null ? reference : `${reference} ${description}`,
    PaymentConnector: terms.paymentConnector,
    ...cardParameters(terms),
    Timeout: String(betweenKeysSeconds(terms.options)),
    Input: 'dtmf',
    ...chosen(terms.options),
  }
}

/** Without an amount Twilio tokenises; with one it charges, whatever TokenType says. */
const chargeParameters = ({ money }: Session['purchase']): Record<string, string> =>
  money === null ? {} : { ChargeAmount: formatAmount(money), Currency: money.currency }

/** What only a card has. */
function cardParameters({ fields }: Session['terms']): Record<string, string> {
  if (methodOf({ fields }) !== 'credit-card') return {}
  const twice = fieldsKeyedTwice(fields)
  return {
    SecurityCode: String(fields.includes('security-code')),
    PostalCode: String(fields.includes('postal-code')),
    ...(twice.length > 0 ? { RequireMatchingInputs: twice.join(',') } : {}),
  }
}

function chosen(options: ChosenOptions): Record<string, string> {
  const parameters: Record<string, string> = {}
  for (const [name, text] of Object.entries(options)) {
    if (isCreateOption(name)) parameters[createOptions[name].parameter] = text
  }
  return parameters
}
