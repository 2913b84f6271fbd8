import * as v from 'valibot'
import { fieldsOfCard } from '../../domain/payment/capture-fields.ts'
import { type CreateOption, createOptions } from '../../domain/payment/create-options.ts'
import { defaultMerchant, type Purchase } from '../../domain/session/session.ts'
import { hasCardNumber } from '../../domain/values/card-number.ts'
import { parseCallSid } from '../../domain/values/ids.ts'
import { type MoneyProblem, parseMoney } from '../../domain/values/money.ts'
import { languages } from '../../voice/locales/index.ts'
import { parsedBy, parseWith } from '../parse-request.ts'
import type { FieldError } from '../problem.ts'
import { type KnownMerchants, merchantErrors, mustBeMerchant, onlyDefault } from './merchant.ts'

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
  paymentConnector: 'be the unique name of an installed Pay Connector',
  merchant: mustBeMerchant,
} as const

const flag = (must: string) =>
  v.pipe(
    v.union([v.boolean(), v.picklist(['true', 'false'])], must),
    v.transform((value) => value === true || value === 'true'),
  )

const pattern = (must: string, expression: RegExp) =>
  v.pipe(v.string(must), v.regex(expression, must))

/** Words that are spoken, stored and sent on, and so must not hold what may not be stored. */
const words = (must: string, expression: RegExp) =>
  v.pipe(
    pattern(must, expression),
    v.check((text) => !hasCardNumber(text), 'not hold a card number'),
  )

const option = (name: CreateOption) =>
  v.optional(
    v.pipe(
      v.unknown(),
      v.rawTransform(({ dataset, addIssue, NEVER }): string => {
        const text = createOptions[name].canonical(dataset.value)
        if (text !== null) return text
        addIssue({ message: createOptions[name].must })
        return NEVER
      }),
    ),
  )

/** One for each row of the options; one that is forgotten does not compile. */
const optionFields = {
  timeout: option('timeout'),
  minPostalCodeLength: option('minPostalCodeLength'),
  validCardTypes: option('validCardTypes'),
  parameter: option('parameter'),
} satisfies Record<CreateOption, unknown>

/** The same fields whether they come in a JSON body or in the query of a voice URL. */
const paymentFields = {
  amount: v.string(musts.amount),
  currency: v.string(musts.currency),
  reference: words(musts.reference, reference),
  description: v.optional(words(musts.description, description)),
  language: v.optional(v.picklist(languages, musts.language), languages[0] ?? 'en-US'),
  returnUrl: v.optional(
    v.pipe(pattern(musts.returnUrl, /^https?:\/\/.{1,990}$/), v.url(musts.returnUrl)),
  ),
  securityCode: v.optional(flag(musts.securityCode), true),
  postalCode: v.optional(flag(musts.postalCode), true),
  paymentConnector: v.optional(pattern(musts.paymentConnector, /^[\w .-]{1,64}$/)),
  merchant: v.optional(v.string(musts.merchant), defaultMerchant),
  ...optionFields,
}

const surplus = v.never('not be there: this request has no such member')

const memberIssue = (issue: v.ObjectWithRestIssue): string => {
  const member = Object.entries(musts).find(([name]) => issue.expected === `"${name}"`)
  return member?.[1] ?? 'be there'
}

const voiceQuery = v.objectWithRest(paymentFields, surplus, memberIssue)

const startBody = v.objectWithRest(
  {
    mode: v.picklist(['assisted', 'guided'], musts.mode),
    callSid: parsedBy(parseCallSid, musts.callSid),
    ...paymentFields,
  },
  surplus,
  memberIssue,
)

type PaymentFields = v.InferOutput<typeof voiceQuery>

const amountAndCurrency = v.object({ amount: v.string(), currency: v.string() })

/** What is wrong with the amount, found beside whatever else is wrong. */
function moneyErrors(value: unknown): readonly FieldError[] {
  const given = v.safeParse(amountAndCurrency, value)
  if (!given.success) return []
  const { amount, currency } = given.output
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

/** The purchase of fields that were parsed, and so have no `moneyErrors`. */
export function purchaseOf({ amount, currency, reference, description }: PaymentFields): Purchase {
  const money = parseMoney(amount, currency)
  if (typeof money === 'string') throw new Error(`The amount was not checked: ${money}.`)
  return { money, reference, description: description ?? null }
}

/** `paymentConnector` is `null` where the merchant's is to be used. */
export function termsOf(fields: PaymentFields) {
  const { language, returnUrl, securityCode, postalCode } = fields
  const { timeout, minPostalCodeLength, validCardTypes, parameter } = fields
  return {
    fields: fieldsOfCard({ securityCode, postalCode }),
    merchant: fields.merchant,
    paymentConnector: fields.paymentConnector ?? null,
    options: {
      ...(timeout === undefined ? {} : { timeout }),
      ...(minPostalCodeLength === undefined ? {} : { minPostalCodeLength }),
      ...(validCardTypes === undefined ? {} : { validCardTypes }),
      ...(parameter === undefined ? {} : { parameter }),
    },
    language,
    returnUrl: returnUrl ?? null,
  }
}

/** Whatever the schema of a single field cannot tell. */
const errorsBeside = (merchants: KnownMerchants) => (value: unknown) => [
  ...moneyErrors(value),
  ...merchantErrors(value, merchants),
]

/** The query of a voice URL. @throws ProblemError `invalid-request`. */
export const parseVoiceQuery = (query: unknown, merchants = onlyDefault): PaymentFields =>
  parseWith(voiceQuery, { value: query, prefix: 'query.', also: errorsBeside(merchants) })

/** The body of `POST /sessions`. @throws ProblemError `invalid-request`. */
export function parseStartBody(body: unknown, merchants = onlyDefault) {
  const fields = parseWith(startBody, { value: body, prefix: '', also: errorsBeside(merchants) })
  const { mode, callSid } = fields
  return { mode, callSid, purchase: purchaseOf(fields), terms: termsOf(fields) }
}
