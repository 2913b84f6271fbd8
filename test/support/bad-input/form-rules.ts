/**
 * What Twilio's documentation says of the parameters of a create, restated once more by hand.
 * https://www.twilio.com/docs/voice/api/payment-resource (read 2026-11)
 */

/** Where `Intl` follows what is customary in print, ISO 4217 is followed instead. */
const iso4217Decimals = (currency: string): number => {
  if (/^(CLP|ISK|UGX|PYG|KRW|JPY|VND|XAF|XOF|XPF|RWF|KMF|GNF|DJF|BIF|VUV)$/.test(currency)) return 0
  return /^(BHD|IQD|JOD|KWD|LYD|OMR|TND)$/.test(currency) ? 3 : 2
}

const cardTypes = 'visa mastercard amex maestro discover optima jcb diners-club enroute'.split(' ')
const matchable = 'payment-card-number expiration-date security-code postal-code'.split(' ')

type Rule = (value: string, form: URLSearchParams) => boolean

const isAch = (form: URLSearchParams) => form.get('PaymentMethod') === 'ach-debit'
const listed = (value: string, known: readonly string[], separator: string): boolean => {
  const names = value.split(separator)
  return names.every((name) => known.includes(name)) && new Set(names).size === names.length
}
const isWhole = (value: string, max: number): boolean =>
  String(Math.trunc(Number(value))) === value && Number(value) >= 1 && Number(value) <= max

function isFlatObject(value: string): boolean {
  const parsed: unknown = JSON.parse(value)
  if (parsed === null || Array.isArray(parsed) || typeof parsed !== 'object') return false
  return Object.values(parsed).every((each) => /^(string|number|boolean)$/.test(typeof each))
}

/** Of every parameter that a create may have; there are no others. */
const rules: Readonly<Record<string, Rule>> = {
  IdempotencyKey: (value) => /^ps_[0-9a-z]{26}-\d-\d{1,2}$/.test(value),
  StatusCallback: (value) => /^https:\/\/pay\.example\.com\/callbacks\/ps_[^/]+\//.test(value),
  PaymentMethod: (value) => ['credit-card', 'ach-debit'].includes(value),
  BankAccountType: (value, form) =>
    isAch(form) && /^(consumer-(checking|savings)|commercial-checking)$/.test(value),
  ChargeAmount: (value, form) => {
    const decimals = iso4217Decimals(form.get('Currency') ?? '')
    const shape = decimals === 0 ? /^\d+$/ : new RegExp(`^\\d+\\.\\d{1,${decimals}}$`)
    return shape.test(value) && Number(value) > 0 && Number(value) < 1_000_000
  },
  Currency: (value, form) =>
    form.has('ChargeAmount') && Intl.supportedValuesOf('currency').includes(value),
  TokenType: (value, form) =>
    !form.has('ChargeAmount') && /^(one-time|reusable|payment-method)$/.test(value),
  Description: (value) => value.length >= 1 && value.length <= 165 && !/[\p{C}<>"]/u.test(value),
  PaymentConnector: (value) => value.trim() !== '' && value.length <= 64,
  SecurityCode: (value, form) => !isAch(form) && /^(true|false)$/.test(value),
  PostalCode: (value, form) => !isAch(form) && /^(true|false)$/.test(value),
  MinPostalCodeLength: (value, form) => form.get('PostalCode') === 'true' && isWhole(value, 10),
  ValidCardTypes: (value, form) => !isAch(form) && listed(value, cardTypes, ' '),
  RequireMatchingInputs: (value, form) => {
    const isAsked = (name: string, flag: string) =>
      !value.includes(name) || form.get(flag) === 'true'
    return (
      !isAch(form) &&
      listed(value, matchable, ',') &&
      isAsked('security-code', 'SecurityCode') &&
      isAsked('postal-code', 'PostalCode')
    )
  },
  Timeout: (value) => isWhole(value, 600),
  Input: (value) => value === 'dtmf',
  Parameter: isFlatObject,
  Confirmation: (value) => /^(true|false)$/.test(value),
}

/** Names and values that break a rule, or are said twice. */
export function brokenRules(form: URLSearchParams): readonly string[] {
  const isWrong = ([name, value]: readonly [string, string]) =>
    form.getAll(name).length !== 1 || rules[name]?.(value, form) !== true || hasCard(value)
  const needed = ['IdempotencyKey', 'StatusCallback', 'PaymentConnector', 'Description']
  return [
    ...[...form].filter(isWrong).map(([name, value]) => `${name}=${value}`),
    ...needed.filter((name) => !form.has(name)),
    ...(form.has('ChargeAmount') === form.has('TokenType') ? ['ChargeAmount or TokenType'] : []),
  ]
}

/** Numbers that the card schemes publish for tests, whatever stands between their digits. */
const testNumbers = ['4111111111111111', '378282246310005', '5555555555554444']

const hasCard = (value: string): boolean => {
  const digits = value.normalize('NFKC').replaceAll(/\D/g, '')
  return testNumbers.some((number) => digits.includes(number))
}
