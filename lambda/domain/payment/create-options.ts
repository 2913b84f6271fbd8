import { hasCardNumber } from '../values/card-number.ts'
import { paymentMethods } from './payment-method.ts'

/**
 * What may be chosen about a payment beyond its amount and fields, a row each: Twilio's name, what
 * it must be, and its one canonical text. A new option is a new row.
 * https://www.twilio.com/docs/voice/api/payment-resource (read 2026-11)
 */
export const createOptions = {
  paymentMethod: {
    parameter: 'PaymentMethod',
    must: `be one of ${paymentMethods.join(', ')}`,
    canonical: (value) => oneOf(value, paymentMethods),
  },
  bankAccountType: {
    parameter: 'BankAccountType',
    must: 'be one of consumer-checking, consumer-savings, commercial-checking',
    canonical: (value) =>
      oneOf(value, ['consumer-checking', 'consumer-savings', 'commercial-checking']),
  },
  tokenType: {
    parameter: 'TokenType',
    must: 'be one of one-time, reusable, payment-method',
    canonical: (value) => oneOf(value, ['one-time', 'reusable', 'payment-method']),
  },
  input: {
    parameter: 'Input',
    must: 'be dtmf, the only way in which Twilio takes a card',
    canonical: (value) => oneOf(value, ['dtmf']),
  },
  timeout: {
    parameter: 'Timeout',
    must: 'be whole seconds between two keys, from 1 to 600',
    canonical: (value) => wholeNumber(value, 600),
  },
  minPostalCodeLength: {
    parameter: 'MinPostalCodeLength',
    must: 'be a whole number of characters from 1 to 10',
    canonical: (value) => wholeNumber(value, 10),
  },
  validCardTypes: {
    parameter: 'ValidCardTypes',
    must:
      'be card types separated by single spaces, of visa, mastercard, amex, maestro, discover, ' +
      'optima, jcb, diners-club, enroute',
    canonical: (value) => cardTypeList(value),
  },
  parameter: {
    parameter: 'Parameter',
    must:
      'be an object, or its JSON, of 1 to 10 names with text of at most 100 characters, booleans ' +
      'or numbers that JSON holds exactly, and no card number among them',
    canonical: (value) => flatObject(value),
  },
  confirmation: {
    parameter: 'Confirmation',
    must: 'be true or false',
    canonical: (value) => oneOf(typeof value === 'boolean' ? `${value}` : value, ['true', 'false']),
  },
} as const satisfies Record<string, CreateOptionRow>

interface CreateOptionRow {
  /** The name that Twilio has for it. */
  readonly parameter: string
  /** For whoever sent it wrong. */
  readonly must: string
  /** The text that is stored and sent, or `null` for a value that is not as it must be. */
  readonly canonical: (value: unknown) => string | null
}

export type CreateOption = keyof typeof createOptions

export const isCreateOption = (text: string): text is CreateOption =>
  Object.hasOwn(createOptions, text)

/** The options that were chosen, each in its canonical text. */
export type ChosenOptions = Readonly<Partial<Record<CreateOption, string>>>

/** https://www.twilio.com/docs/voice/twiml/pay (validCardTypes, read 2026-11) */
const cardTypes: ReadonlySet<string> = new Set([
  'visa',
  'mastercard',
  'amex',
  'maestro',
  'discover',
  'optima',
  'jcb',
  'diners-club',
  'enroute',
])

const oneOf = (value: unknown, values: readonly string[]): string | null =>
  values.find((known) => known === value) ?? null

function wholeNumber(value: unknown, max: number): string | null {
  const text = typeof value === 'number' ? String(value) : value
  if (typeof text !== 'string' || !/^[1-9]\d{0,2}$/.test(text)) return null
  return Number(text) <= max ? text : null
}

function cardTypeList(value: unknown): string | null {
  if (typeof value !== 'string') return null
  const names = value.split(' ')
  const isOnce = new Set(names).size === names.length
  return isOnce && names.every((name) => cardTypes.has(name)) ? value : null
}

/** What a connector takes is its own affair; that it is one level of plain values is Twilio's. */
function flatObject(value: unknown): string | null {
  const given = typeof value === 'string' ? parsedJson(value) : value
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return null
  const entries = Object.entries(given)
  const isPlain = entries.every(
    ([name, plain]) => /^[\w.-]{1,64}$/.test(name) && isPlainValue(plain),
  )
  if (!isPlain || entries.length === 0 || entries.length > 10) return null
  if (entries.flat().some((part) => hasCardNumber(String(part)))) return null
  // In one order: a retry may come with its members in another, and is the same request.
  return JSON.stringify(Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1))))
}

const isPlainValue = (value: unknown): boolean =>
  typeof value === 'boolean' ||
  (typeof value === 'number' && isKept(value)) ||
  (typeof value === 'string' && value.length <= 100)

/** A whole number beyond 2^53 has been rounded already: an account's number would be another's. */
const isKept = (value: number): boolean =>
  Number.isFinite(value) && (Number.isSafeInteger(value) || !Number.isInteger(value))

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
