import { captureFields } from '../../payments/fields/capture-fields.ts'
import { cardTypes } from '../../payments/fields/card-types.ts'
import {
  isAbsoluteUrl,
  isBoolean,
  isFlatJson,
  isSubsetOf,
  isWholeWithin,
  oneOf,
  type ParameterRow,
} from './checks.ts'

const bankAccountTypes = [
  'consumer-checking',
  'consumer-savings',
  'commercial-checking',
  // Only the TwiML builder of the official client lists this one.
  'commercial-savings',
]

const statusCallback: ParameterRow = {
  name: 'StatusCallback',
  required: true,
  must: 'an absolute URL of at most 4000 characters',
  fits: (value) => value.length <= 4000 && isAbsoluteUrl(value),
  code: 21609,
}

const idempotencyKey: ParameterRow = {
  name: 'IdempotencyKey',
  required: true,
  must: 'a text',
  fits: () => true,
}

const enumeration = (name: string, values: readonly string[]): ParameterRow => ({
  name,
  must: `one of ${values.join(', ')}`,
  fits: oneOf(...values),
})

const flag = (name: string): ParameterRow => ({ name, must: 'true or false', fits: isBoolean })

/** https://www.twilio.com/docs/voice/api/payment-resource#create-a-payment-resource */
export const createRows: readonly ParameterRow[] = [
  idempotencyKey,
  statusCallback,
  enumeration('PaymentMethod', ['credit-card', 'ach-debit']),
  enumeration('BankAccountType', bankAccountTypes),
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
  idempotencyKey,
  statusCallback,
  enumeration('Capture', captureFields),
  enumeration('Status', ['complete', 'cancel']),
]
