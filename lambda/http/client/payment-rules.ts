import * as v from 'valibot'
import { createOptions } from '../../domain/payment/create-options.ts'
import { hasCardNumber } from '../../domain/values/card-number.ts'
import { type MoneyProblem, parseMoney } from '../../domain/values/money.ts'
import type { FieldError } from '../problem.ts'
import { musts } from './payment-fields.ts'

/**
 * What the members of a payment say about each other, found beside whatever else is wrong with
 * them. https://www.twilio.com/docs/voice/api/payment-resource (read 2026-11)
 */
export function paymentErrors(value: unknown): readonly FieldError[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  const given: Given = new Map(entriesOf(value))
  const broken = rules.filter(({ isBroken }) => isBroken(given))
  return [...broken.map(({ field, must }) => ({ field, must })), ...moneyErrors(given)]
}

type Given = ReadonlyMap<string, unknown>

/** What is `undefined` in an object was not sent. */
const entriesOf = (value: object): ReadonlyArray<readonly [string, unknown]> =>
  Object.entries(value).filter(([, each]) => each !== undefined)

interface PaymentRule extends FieldError {
  readonly isBroken: (given: Given) => boolean
}

const isBank = (given: Given): boolean => given.get('paymentMethod') === 'ach-debit'
const isOff = (given: Given, name: string): boolean =>
  given.get(name) === false || given.get(name) === 'false'

function asksTwice(given: Given, field: string): boolean {
  const names = given.get('requireMatchingInputs')
  return (Array.isArray(names) || typeof names === 'string') && names.includes(field)
}

const forCardsOnly = (field: string, why: string): PaymentRule => ({
  field,
  must: `not be there with ach-debit: ${why}`,
  isBroken: (given) => isBank(given) && given.has(field),
})

const rules: readonly PaymentRule[] = [
  {
    field: 'amount',
    must: `${musts.amount}, unless tokenType asks for a token instead`,
    isBroken: (given) => !given.has('amount') && !given.has('tokenType'),
  },
  {
    field: 'currency',
    must: musts.currency,
    isBroken: (given) => !given.has('currency') && !given.has('tokenType'),
  },
  {
    field: 'tokenType',
    must: 'not be there with an amount, which Twilio would charge instead of making a token',
    isBroken: (given) => given.has('tokenType') && given.has('amount'),
  },
  {
    field: 'currency',
    must: 'not be there without an amount: a token has no currency',
    isBroken: (given) => given.has('currency') && !given.has('amount') && given.has('tokenType'),
  },
  {
    field: 'description',
    must: 'not make a card number together with the reference',
    isBroken: isCardTogether,
  },
  {
    field: 'bankAccountType',
    must: 'not be there without paymentMethod ach-debit',
    isBroken: (given) => given.has('bankAccountType') && !isBank(given),
  },
  {
    field: 'parameter',
    must: 'hold AVSName, the name of the account holder, with ach-debit',
    isBroken: (given) => isBank(given) && !hasAvsName(given.get('parameter')),
  },
  forCardsOnly('securityCode', 'an account has none'),
  forCardsOnly('postalCode', 'an account has none'),
  forCardsOnly('minPostalCodeLength', 'an account has no postal code'),
  forCardsOnly('validCardTypes', 'no card is asked for'),
  forCardsOnly('requireMatchingInputs', 'the account number is always keyed twice'),
  {
    field: 'minPostalCodeLength',
    must: 'not be there when no postal code is asked for',
    isBroken: (given) => given.has('minPostalCodeLength') && isOff(given, 'postalCode'),
  },
  {
    field: 'requireMatchingInputs',
    must: 'not name a field that is not asked for',
    isBroken: (given) =>
      (asksTwice(given, 'security-code') && isOff(given, 'securityCode')) ||
      (asksTwice(given, 'postal-code') && isOff(given, 'postalCode')),
  },
]

/** Twilio's 64014: https://www.twilio.com/docs/api/errors/64014 (read 2026-11) */
function hasAvsName(parameter: unknown): boolean {
  const text = createOptions.parameter.canonical(parameter)
  if (text === null) return false
  const parsed: unknown = JSON.parse(text)
  return v.is(avsName, parsed)
}

/** A name that is there and empty is as good as none. */
const avsName = v.object({ AVSName: v.pipe(v.string(), v.regex(/\S/)) })

function isCardTogether(given: Given): boolean {
  const reference = given.get('reference')
  const description = given.get('description')
  if (typeof reference !== 'string' || typeof description !== 'string') return false
  const isCardAlone = hasCardNumber(reference) || hasCardNumber(description)
  return !isCardAlone && hasCardNumber(`${reference} ${description}`)
}

function moneyErrors(given: Given): readonly FieldError[] {
  const amount = given.get('amount')
  const currency = given.get('currency')
  if (typeof amount !== 'string' || typeof currency !== 'string') return []
  const money = parseMoney(amount, currency)
  if (typeof money !== 'string') {
    return money.amountMinor > 0 ? [] : [{ field: 'amount', must: 'be more than zero' }]
  }
  const amountAlone = parseMoney(amount, MOST_DECIMALS)
  return money === 'unknown-currency' && typeof amountAlone === 'string'
    ? [moneyError(money, currency), moneyError(amountAlone, MOST_DECIMALS)]
    : [moneyError(money, currency)]
}

/** An amount beside an unknown currency is still checked, by the rules of the most generous one. */
const MOST_DECIMALS = 'KWD'

function moneyError(problem: MoneyProblem, currency: string): FieldError {
  switch (problem) {
    case 'unknown-currency':
      return { field: 'currency', must: musts.currency }
    case 'not-a-decimal':
      return { field: 'amount', must: musts.amount }
    case 'too-many-decimals':
      return { field: 'amount', must: `have no more decimals than ${currency} has` }
    case 'too-large':
      return { field: 'amount', must: 'be less than 1000000' }
    default:
      return problem satisfies never
  }
}
