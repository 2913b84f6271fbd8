import * as v from 'valibot'
import { type CaptureField, isCaptureField } from '../../domain/payment/capture-fields.ts'
import { type CreateOption, createOptions } from '../../domain/payment/create-options.ts'
import { defaultMerchant } from '../../domain/session/session.ts'
import { hasCardNumber } from '../../domain/values/card-number.ts'
import { canReturnTo } from '../../voice/afterwards.ts'
import { languages } from '../../voice/locales/index.ts'
import { mustBeMerchant } from './merchant.ts'

/** What each member must be, for whoever sent it wrong or not at all. */
export const musts = {
  mode: 'be "assisted" or "guided"',
  callSid: "be the call's SID: CA and 32 hexadecimal digits",
  amount: 'be decimal digits in major units, as text, such as "42.50"',
  currency: 'be an ISO 4217 code in upper case, such as USD',
  reference: 'be 1 to 64 letters, digits, spaces or . _ / # -, the first no space or sign',
  description: "be 1 to 100 letters, digits, spaces or . , : ; _ / # ( ) & + ' -",
  language: `be one of ${languages.join(', ')}`,
  returnUrl:
    'be an absolute http or https URL without spaces, of at most 1000 characters, and 2500 when ' +
    'it is encoded in TwiML',
  securityCode: 'be true or false',
  postalCode: 'be true or false',
  requireMatchingInputs:
    'be a list separated by commas, each once, of payment-card-number, expiration-date, ' +
    'security-code, postal-code',
  paymentConnector: 'be the unique name of an installed Pay Connector',
  merchant: mustBeMerchant,
} as const

/** What a merchant may call a payment: it is spoken, charged under, and looked up by. */
const reference = /^[\p{L}\p{N}][\p{L}\p{N} ._/#-]{0,63}$/u

/** Goes to the processor as it is. */
const description = /^[\p{L}\p{N} .,:;_/#()&+'-]{1,100}$/u

/** As a URL is written: the parser of URLs would drop or encode what else there is. */
const returnUrl = /^https?:\/\/[^\s\p{C}]{1,990}$/u

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

/** A value that a parser of the domain turns into something, or into `null`. */
const readBy = <Parsed>(read: (value: unknown) => Parsed | null, must: string) =>
  v.pipe(
    v.unknown(),
    v.rawTransform(({ dataset, addIssue, NEVER }): Parsed => {
      const parsed = read(dataset.value)
      if (parsed !== null) return parsed
      addIssue({ message: must })
      return NEVER
    }),
  )

const option = (name: CreateOption) =>
  v.optional(readBy(createOptions[name].canonical, createOptions[name].must))

/** One for each row of the options; one that is forgotten does not compile. */
const optionFields = {
  paymentMethod: option('paymentMethod'),
  bankAccountType: option('bankAccountType'),
  tokenType: option('tokenType'),
  input: option('input'),
  timeout: option('timeout'),
  minPostalCodeLength: option('minPostalCodeLength'),
  validCardTypes: option('validCardTypes'),
  parameter: option('parameter'),
  confirmation: option('confirmation'),
} satisfies Record<CreateOption, unknown>

/** https://www.twilio.com/docs/voice/api/payment-resource (RequireMatchingInputs, read 2026-11) */
const matchable = new Set<string>([
  'payment-card-number',
  'expiration-date',
  'security-code',
  'postal-code',
])

/** Twilio's own form, or a JSON array of the same names. */
function matchingFields(value: unknown): readonly CaptureField[] | null {
  // With a space behind the comma, as Twilio's own lists have them, or without.
  const names = typeof value === 'string' ? value.split(/ ?, ?/) : value
  if (!v.is(v.array(v.string()), names) || names.length === 0) return null
  const isOnce = new Set(names).size === names.length
  const fields = names.filter(isCaptureField).filter((name) => matchable.has(name))
  return isOnce && fields.length === names.length ? fields : null
}

/** The same fields whether they come in a JSON body or in the query of a voice URL. */
export const paymentFields = {
  amount: v.optional(v.string(musts.amount)),
  currency: v.optional(v.string(musts.currency)),
  reference: words(musts.reference, reference),
  description: v.optional(words(musts.description, description)),
  language: v.optional(v.picklist(languages, musts.language), languages[0] ?? 'en-US'),
  returnUrl: v.optional(
    v.pipe(pattern(musts.returnUrl, returnUrl), v.check(canReturnTo, musts.returnUrl)),
  ),
  securityCode: v.optional(flag(musts.securityCode), true),
  postalCode: v.optional(flag(musts.postalCode), true),
  requireMatchingInputs: v.optional(readBy(matchingFields, musts.requireMatchingInputs)),
  paymentConnector: v.optional(words(musts.paymentConnector, /^\w[\w .-]{0,63}$/)),
  merchant: v.optional(v.string(musts.merchant), defaultMerchant),
  ...optionFields,
}
