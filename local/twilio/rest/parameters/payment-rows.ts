import { captureFields } from '../../payments/fields/capture-fields.ts'
import { cardTypes } from '../../payments/fields/card-types.ts'
import type { Switches } from '../../switches.ts'
import {
  isAbsoluteUrl,
  isBoolean,
  isFlatJson,
  isSubsetOf,
  isWholeWithin,
  oneOf,
  type ParameterRow,
} from './checks.ts'

const bankAccountTypes = ['consumer-checking', 'consumer-savings', 'commercial-checking']

/** What every request must have, whatever else is wrong with it. */
export function commonRows(switches: Switches): readonly ParameterRow[] {
  const relative = switches.is('relativeStatusCallback', 'lost')
  return [
    { name: 'IdempotencyKey', required: true, must: 'a text', fits: () => true },
    {
      name: 'StatusCallback',
      required: true,
      must: 'an absolute URL of at most 4000 characters',
      fits: (value) => value.length <= 4000 && (relative || isAbsoluteUrl(value)),
      code: 21609,
    },
  ]
}

const enumeration = (name: string, values: readonly string[]): ParameterRow => ({
  name,
  must: `one of ${values.join(', ')}`,
  fits: oneOf(...values),
})

const flag = (name: string): ParameterRow => ({ name, must: 'true or false', fits: isBoolean })

/** https://www.twilio.com/docs/voice/api/payment-resource#create-a-payment-resource */
export const createRows = (switches: Switches): readonly ParameterRow[] => [
  enumeration('PaymentMethod', ['credit-card', 'ach-debit']),
  enumeration('BankAccountType', [
    ...bankAccountTypes,
    ...(switches.is('commercialSavings', 'accepted') ? ['commercial-savings'] : []),
  ]),
  {
    name: 'ChargeAmount',
    must: 'a number from 0, and less than 1,000,000, without a currency sign',
    fits: (value) => /^(\d+(\.\d*)?|\.\d+)$/.test(value) && Number(value) < 1_000_000,
    code: 64003,
  },
  enumeration('TokenType', ['one-time', 'reusable', 'payment-method']),
  enumeration('Input', ['dtmf']),
  flag('PostalCode'),
  {
    name: 'MinPostalCodeLength',
    must: 'a whole number from 1',
    fits: isWholeWithin(1, 999),
  },
  flag('SecurityCode'),
  { name: 'Timeout', must: 'a whole number of seconds to 600', fits: isWholeWithin(1, 600) },
  {
    name: 'ValidCardTypes',
    must: `a space-separated list of ${cardTypes.join(' ')}`,
    fits: isSubsetOf(cardTypes, / +/),
  },
  { name: 'Parameter', must: 'a single-level JSON object', fits: isFlatJson },
  {
    name: 'RequireMatchingInputs',
    must: 'a comma-separated list of card fields',
    fits: isSubsetOf(
      ['payment-card-number', 'expiration-date', 'security-code', 'postal-code'],
      / *, */,
    ),
  },
  flag('Confirmation'),
]

/** https://www.twilio.com/docs/voice/api/payment-resource#update-a-payment-resource */
export const updateRows: readonly ParameterRow[] = [
  enumeration('Capture', captureFields),
  enumeration('Status', ['complete', 'cancel']),
]
