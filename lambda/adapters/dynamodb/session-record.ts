import * as v from 'valibot'
import { captureErrors } from '../../domain/payment/capture-errors.ts'
import { isCaptureField } from '../../domain/payment/capture-fields.ts'
import {
  allStatuses,
  defaultMerchant,
  failureReasons,
  type Session,
  terminalStatuses,
} from '../../domain/session/session.ts'
import { callSidPattern, paymentSidPattern, sessionIdPattern } from '../../domain/values/ids.ts'
import { AppError } from '../../ports/errors.ts'

const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const field = v.pipe(v.string(), v.check(isCaptureField))
const paymentSid = v.pipe(v.string(), v.regex(paymentSidPattern))
const stepOf = { attempt: count, step: count }

const command = v.variant('type', [
  v.looseObject({
    type: v.literal('create'),
    ...stepOf,
    replaces: v.nullish(paymentSid, null),
  }),
  v.looseObject({ type: v.literal('capture'), ...stepOf, paymentSid, field }),
  v.looseObject({ type: v.literal('complete'), ...stepOf, paymentSid }),
  v.looseObject({ type: v.literal('cancel'), ...stepOf, paymentSid }),
])

const state = v.variant('status', [
  v.looseObject({
    status: v.literal('offered'),
    offer: v.picklist(['amount', 'another-card']),
    replaces: v.nullish(paymentSid, null),
  }),
  v.looseObject({ status: v.literal('starting') }),
  v.looseObject({ status: v.literal('collecting'), paymentSid }),
  v.looseObject({ status: v.literal('capturing'), paymentSid, field, captureStep: count }),
  v.looseObject({ status: v.literal('completing'), paymentSid, verdictDueAt: count }),
  v.looseObject({
    status: v.literal('succeeded'),
    confirmationCode: v.string(),
    sealedToken: v.nullish(v.string(), null),
  }),
  v.looseObject({ status: v.literal('failed'), reason: v.picklist(failureReasons) }),
  v.looseObject({
    status: v.literal('cancelled'),
    by: v.picklist(['caller', 'client', 'person-wanted']),
  }),
  v.looseObject({
    status: v.literal('unresolved'),
    since: count,
    charging: v.nullish(paymentSid, null),
    lookUps: v.optional(count, 0),
  }),
])

const problem = v.variant('kind', [
  v.looseObject({ kind: v.literal('entry'), field, error: v.picklist(captureErrors) }),
  v.looseObject({ kind: v.literal('declined'), twilioCode: v.nullish(count, null) }),
  v.looseObject({ kind: v.literal('connector'), twilioCode: v.nullish(count, null) }),
  v.looseObject({ kind: v.literal('refused'), twilioCode: count }),
  v.looseObject({ kind: v.literal('unsent'), twilioCode: v.optional(count) }),
])

const said = { outcome: v.picklist(['charged', 'not-charged']), at: count }

const resolution = v.variant('by', [
  v.looseObject({ by: v.literal('look-up'), ...said }),
  v.looseObject({
    by: v.literal('person'),
    name: v.string(),
    principal: v.string(),
    note: v.nullish(v.string(), null),
    ...said,
  }),
])

const untold = v.looseObject({
  outcomes: v.pipe(
    v.array(
      v.looseObject({
        number: count,
        status: v.picklist(terminalStatuses),
        at: count,
        unexpected: v.optional(v.literal(true)),
      }),
    ),
    v.minLength(1),
  ),
  tries: count,
  triedAt: count,
  counted: v.optional(count),
})

const clientKey = v.looseObject({
  key: v.string(),
  fingerprint: v.string(),
  receipt: v.looseObject({
    status: v.picklist(allStatuses),
    ...stepOf,
    outcome: v.union([
      v.picklist(['accepted', 'unsent']),
      v.looseObject({ refused: count }),
      v.looseObject({ unsent: count }),
    ]),
  }),
})

/** Loose, so that what a newer version of the code wrote survives a write by this one. */
const record = v.looseObject({
  id: v.pipe(v.string(), v.regex(sessionIdPattern)),
  mode: v.picklist(['guided', 'assisted']),
  callSid: v.pipe(v.string(), v.regex(callSidPattern)),
  purchase: v.looseObject({
    money: v.nullish(v.looseObject({ amountMinor: count, currency: v.string() }), null),
    reference: v.string(),
    description: v.nullish(v.string(), null),
  }),
  terms: v.looseObject({
    merchant: v.optional(v.string(), defaultMerchant),
    fields: v.array(field),
    paymentConnector: v.string(),
    options: v.optional(v.record(v.string(), v.string()), {}),
    language: v.string(),
    returnUrl: v.nullish(v.string(), null),
  }),
  ...stepOf,
  captured: v.array(field),
  card: v.nullish(v.looseObject({ brand: v.string(), lastFour: v.string() }), null),
  bankAccount: v.nullish(v.looseObject({ lastTwo: v.string(), digits: count }), null),
  rejections: v.record(v.string(), count),
  declines: count,
  chargedEarlier: v.optional(v.literal(true)),
  resolution: v.optional(resolution),
  earlierResolutions: v.optional(v.array(resolution)),
  outcomes: v.optional(count),
  untold: v.optional(untold),
  problem: v.nullish(problem, null),
  pending: v.nullish(
    v.looseObject({ command, recordedAt: count, redrives: count, uncertain: v.boolean() }),
    null,
  ),
  paymentSids: v.optional(v.array(paymentSid)),
  keys: v.array(clientKey),
  createdAt: count,
  tendedAt: count,
  state,
})

/** What is null is left out, and the id is the item's key: every byte is paid for. */
export function writeSession({ id: _, ...session }: Session): string {
  return JSON.stringify(session, (name, value) => (isUsual(name, value) ? undefined : value))
}

const isUsual = (name: string, value: unknown): boolean =>
  value === null || (name === 'merchant' && value === defaultMerchant)

const keyed = (id: string) =>
  v.pipe(
    v.record(v.string(), v.unknown()),
    v.transform((session) => ({ ...session, id })),
  )

/** @throws AppError `record-unreadable`: better no answer than one from half a record. */
export function readSession(json: string, id: string): Session {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), keyed(id), record), json)
  if (parsed.success) return parsed.output as unknown as Session
  const wrong = parsed.issues.map((issue) => v.getDotPath(issue)).join(', ')
  throw new AppError('record-unreadable', {
    message: `The stored session ${id} cannot be read by this version of the code: ${wrong}.`,
  })
}
