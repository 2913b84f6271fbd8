import * as v from 'valibot'
import { fieldsOfCard } from '../../domain/payment/capture-fields.ts'
import type { Purchase, Terms } from '../../domain/session/session.ts'
import { callSidPattern, parseCallSid } from '../../domain/values/ids.ts'
import { type Money, type MoneyProblem, parseMoney } from '../../domain/values/money.ts'
import { languages } from '../../voice/locales/index.ts'
import { invalidRequest, parseWith } from '../parse-request.ts'

/** What a merchant may call a payment: it is spoken, charged under, and looked up by. */
const reference = /^[\p{L}\p{N}][\p{L}\p{N} ._/#-]{0,63}$/u

/** Goes to the processor as it is. */
const description = /^[\p{L}\p{N} .,:;_/#()&+'-]{1,100}$/u

/** What each member must be, for whoever sent it wrong or not at all. */
const musts = {
  mode: 'be "assisted" or "guided"',
  callSid: "be the call's SID: CA and 32 hexadecimal digits",
  amount: 'be decimal digits in major units, as text, such as "42.50"',
  currency: 'be an ISO 4217 code in upper case, such as USD',
  reference: 'be 1 to 64 letters, digits, spaces or . _ / # -, the first no space or sign',
  description: "be 1 to 100 letters, digits, spaces or . , : ; _ / # ( ) & + ' -",
  language: `be one of ${languages.join(', ')}`,
  returnUrl: 'be an absolute http or https URL of at most 1000 characters',
  securityCode: 'be true or false',
  postalCode: 'be true or false',
} as const

const flag = (must: string) =>
  v.pipe(
    v.union([v.boolean(), v.picklist(['true', 'false'])], must),
    v.transform((value) => value === true || value === 'true'),
  )

const pattern = (must: string, expression: RegExp) =>
  v.pipe(v.string(must), v.regex(expression, must))

/** The same fields whether they come in a JSON body or in the query of a voice URL. */
const paymentFields = {
  amount: v.string(musts.amount),
  currency: v.string(musts.currency),
  reference: pattern(musts.reference, reference),
  description: v.optional(pattern(musts.description, description)),
  language: v.optional(v.picklist(languages, musts.language), languages[0] ?? 'en-US'),
  returnUrl: v.optional(
    v.pipe(pattern(musts.returnUrl, /^https?:\/\/.{1,990}$/), v.url(musts.returnUrl)),
  ),
  securityCode: v.optional(flag(musts.securityCode), true),
  postalCode: v.optional(flag(musts.postalCode), true),
}

const memberIssue = (issue: v.StrictObjectIssue): string => {
  if (issue.expected === 'Object') return 'be a JSON object'
  if (issue.expected === 'never') return 'not be there: this request has no such member'
  const member = Object.entries(musts).find(([name]) => issue.expected === `"${name}"`)
  return member?.[1] ?? 'be there'
}

export const voiceQuery = v.strictObject(paymentFields, memberIssue)

const startBody = v.strictObject(
  {
    mode: v.picklist(['assisted', 'guided'], musts.mode),
    callSid: pattern(musts.callSid, callSidPattern),
    ...paymentFields,
  },
  memberIssue,
)

type PaymentFields = v.InferOutput<typeof voiceQuery>

/** @throws ProblemError `invalid-request` for an amount that the currency does not have. */
export function purchaseOf(fields: PaymentFields, prefix: string): Purchase {
  const money = parseMoney(fields.amount, fields.currency)
  if (typeof money === 'string') throw invalidRequest([moneyError(money, { fields, prefix })])
  const { reference: name, description: words } = fields
  return { money: nonZero(money, prefix), reference: name, description: words ?? null }
}

function nonZero(money: Money, prefix: string): Money {
  if (money.amountMinor > 0) return money
  throw invalidRequest([{ field: `${prefix}amount`, must: 'be more than zero' }])
}

function moneyError(
  problem: MoneyProblem,
  given: { readonly fields: PaymentFields; readonly prefix: string },
) {
  const { fields, prefix } = given
  const amount = `${prefix}amount`
  switch (problem) {
    case 'unknown-currency':
      return { field: `${prefix}currency`, must: musts.currency }
    case 'not-a-decimal':
      return { field: amount, must: musts.amount }
    case 'too-many-decimals':
      return { field: amount, must: `have no more decimals than ${fields.currency} has` }
    case 'too-large':
      return { field: amount, must: 'be less than 1000000' }
    default:
      return problem satisfies never
  }
}

export function termsOf(fields: PaymentFields): Omit<Terms, 'paymentConnector'> {
  const { language, returnUrl, securityCode, postalCode } = fields
  return {
    fields: fieldsOfCard({ securityCode, postalCode }),
    language,
    returnUrl: returnUrl ?? null,
  }
}

/** @throws ProblemError `invalid-request`. */
export function parseStartBody(body: unknown) {
  const fields = parseWith(startBody, { value: body, prefix: '' })
  const callSid = parseCallSid(fields.callSid)
  if (callSid === null) throw invalidRequest([{ field: 'callSid', must: musts.callSid }])
  const { mode } = fields
  return { mode, callSid, purchase: purchaseOf(fields, ''), terms: termsOf(fields) }
}
