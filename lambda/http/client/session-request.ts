import * as v from 'valibot'
import { fieldsOfBankAccount, fieldsOfCard } from '../../domain/payment/asked-fields.ts'
import {
  type ChosenOptions,
  type CreateOption,
  isCreateOption,
} from '../../domain/payment/create-options.ts'
import type { Purchase } from '../../domain/session/session.ts'
import { parseCallSid } from '../../domain/values/ids.ts'
import { parseMoney } from '../../domain/values/money.ts'
import { parsedBy, parseWith } from '../parse-request.ts'
import type { FieldError } from '../problem.ts'
import { type KnownMerchants, merchantErrors, onlyDefault } from './merchant.ts'
import { musts, paymentFields } from './payment-fields.ts'
import { paymentErrors } from './payment-rules.ts'

const mustNotBe = 'not be there: this request has no such member'

const surplus = v.never(mustNotBe)

/** Names that the schemas pass over without a word, to be safe; a request has none of them. */
const passedOver = ['__proto__', 'constructor', 'prototype']

const nameErrors = (value: unknown): readonly FieldError[] =>
  passedOver
    .filter((name) => typeof value === 'object' && value !== null && Object.hasOwn(value, name))
    .map((field) => ({ field, must: mustNotBe }))

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

/** The purchase of fields that were parsed, and so have no `paymentErrors`. */
export function purchaseOf(fields: PaymentFields): Purchase {
  const { amount, currency, reference, description = null } = fields
  if (amount === undefined) return { money: null, reference, description }
  const money = parseMoney(amount, currency ?? '')
  if (typeof money === 'string') throw new Error(`The amount was not checked: ${money}.`)
  return { money, reference, description }
}

/** `paymentConnector` is `null` where the merchant's is to be used. */
export function termsOf(fields: PaymentFields) {
  const { language, returnUrl, securityCode, postalCode, requireMatchingInputs } = fields
  return {
    fields:
      fields.paymentMethod === 'ach-debit'
        ? fieldsOfBankAccount
        : fieldsOfCard({ securityCode, postalCode, twice: requireMatchingInputs ?? [] }),
    merchant: fields.merchant,
    paymentConnector: fields.paymentConnector ?? null,
    options: optionsOf(fields),
    language,
    returnUrl: returnUrl ?? null,
  }
}

function optionsOf(fields: PaymentFields): ChosenOptions {
  const chosen: Partial<Record<CreateOption, string>> = {}
  for (const [name, text] of Object.entries(fields)) {
    if (isCreateOption(name) && typeof text === 'string') chosen[name] = text
  }
  return chosen
}

/** Whatever the schema of a single field cannot tell. */
const errorsBeside = (merchants: KnownMerchants) => (value: unknown) => [
  ...paymentErrors(value),
  ...merchantErrors(value, merchants),
  ...nameErrors(value),
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
