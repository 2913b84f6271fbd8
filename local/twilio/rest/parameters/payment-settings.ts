import { parseCaptureField } from '../../payments/fields/capture-fields.ts'
import { cardTypes } from '../../payments/fields/card-types.ts'
import type { PaymentSettings } from '../../payments/settings.ts'
import { decimalsOf, isCurrency } from '../../processor/currencies.ts'
import { TwilioError } from '../errors.ts'
import { checkParameters } from './checks.ts'
import { createRows } from './payment-rows.ts'

/** The one connector that a new account can be given without asking anybody. */
const installedConnectors = ['Default', 'Generic_Pay_Connector']

/** Checks each parameter by itself, then what two of them say together. */
export function readPaymentSettings(form: URLSearchParams): PaymentSettings {
  checkParameters(form, createRows)
  const given = (name: string): string | undefined => form.get(name) || undefined
  const method = given('PaymentMethod') === 'ach-debit' ? 'ach-debit' : 'credit-card'
  const currency = (given('Currency') ?? 'USD').toUpperCase()
  const connector = given('PaymentConnector') ?? 'Default'
  const tokenType = given('TokenType') ?? 'reusable'
  const chargeAmount = given('ChargeAmount')

  if (!isCurrency(currency)) throw new TwilioError(64011, currency)
  if (!installedConnectors.includes(connector)) throw new TwilioError(64004, connector)
  if (tokenType === 'payment-method') throw new TwilioError(64006, 'only Stripe has payment-method')
  const decimals = chargeAmount?.split('.')[1]?.length ?? 0
  if (decimals > decimalsOf(currency)) {
    throw new TwilioError(64003, `${currency} has ${decimalsOf(currency)} decimals`)
  }
  if (method === 'credit-card' && given('BankAccountType') !== undefined) {
    throw new TwilioError(64017)
  }
  if (method === 'ach-debit' && !('AVSName' in parametersOf(given('Parameter')))) {
    throw new TwilioError(64014)
  }

  const acceptedCards = (given('ValidCardTypes') ?? 'visa mastercard amex').trim().split(/ +/)
  const matching = (given('RequireMatchingInputs') ?? '').split(/ *, */)
  return {
    method,
    bankAccountType: given('BankAccountType') ?? 'consumer-checking',
    chargeAmount,
    currency,
    tokenType,
    description: given('Description') ?? '',
    postalCode: given('PostalCode') !== 'false',
    minPostalCodeLength: Number(given('MinPostalCodeLength') ?? 0),
    securityCode: given('SecurityCode') !== 'false',
    timeoutMs: Number(given('Timeout') ?? 5) * 1_000,
    validCardTypes: cardTypes.filter((type) => acceptedCards.includes(type)),
    connector,
    parameters: parametersOf(given('Parameter')),
    matching: matching.map(parseCaptureField).filter((field) => field !== undefined),
    confirmation: given('Confirmation') === 'true',
  }
}

/** Checked before to be an object of one level. */
function parametersOf(parameter: string | undefined): Readonly<Record<string, unknown>> {
  const parsed: unknown = parameter === undefined ? {} : JSON.parse(parameter)
  return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {}
}
