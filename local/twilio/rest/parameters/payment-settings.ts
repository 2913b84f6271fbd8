import { parseCaptureField } from '../../payments/fields/capture-fields.ts'
import { cardTypes, usualCardTypes } from '../../payments/fields/card-types.ts'
import { isCharge, type PaymentSettings } from '../../payments/settings.ts'
import { findConnector } from '../../processor/connectors.ts'
import { decimalsOf, isCurrency } from '../../processor/currencies.ts'
import type { Switches } from '../../switches.ts'
import { TwilioError } from '../errors.ts'
import { checkParameters } from './checks.ts'
import { createRows } from './payment-rows.ts'

/** Checks each parameter by itself, then what two of them say together. */
export function readPaymentSettings(form: URLSearchParams, switches: Switches): PaymentSettings {
  checkParameters(form, createRows(switches))
  const settings = settingsOf(form)
  const { chargeAmount, connector, currency, method } = settings
  if (!isCurrency(currency)) throw new TwilioError(64011, currency)
  if (findConnector(connector) === undefined) throw new TwilioError(64004, connector)
  const decimals = chargeAmount?.split('.')[1]?.length ?? 0
  if (decimals > decimalsOf(currency)) {
    throw new TwilioError(64003, `${currency} has ${decimalsOf(currency)} decimals`)
  }
  if (method === 'credit-card' && form.get('BankAccountType')) throw new TwilioError(64017)
  const tokenized = isCharge(settings) && form.get('TokenType')
  if (tokenized && switches.is('tokenTypeWithAmount', 'refused')) {
    throw new TwilioError(64020, 'TokenType is for sessions without a ChargeAmount')
  }
  return settings
}

/** What a session has when all that was wrong with its form is left out. */
export function plainSettings(form: URLSearchParams): PaymentSettings {
  return settingsOf(new URLSearchParams({ PaymentMethod: form.get('PaymentMethod') ?? '' }))
}

function settingsOf(form: URLSearchParams): PaymentSettings {
  const given = (name: string): string | undefined => form.get(name) || undefined
  const acceptedCards = given('ValidCardTypes')?.trim().split(/ +/) ?? usualCardTypes
  const matching = (given('RequireMatchingInputs') ?? '').split(/ *, */)
  return {
    method: given('PaymentMethod') === 'ach-debit' ? 'ach-debit' : 'credit-card',
    bankAccountType: given('BankAccountType') ?? 'consumer-checking',
    chargeAmount: given('ChargeAmount'),
    currency: (given('Currency') ?? 'USD').toUpperCase(),
    tokenType: given('TokenType') ?? 'reusable',
    description: given('Description') ?? '',
    postalCode: given('PostalCode') !== 'false',
    minPostalCodeLength: Number(given('MinPostalCodeLength') ?? 0),
    securityCode: given('SecurityCode') !== 'false',
    timeoutMs: Number(given('Timeout') ?? 5) * 1_000,
    validCardTypes: cardTypes.filter((type) => acceptedCards.some((accepted) => accepted === type)),
    connector: given('PaymentConnector') ?? 'Default',
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
