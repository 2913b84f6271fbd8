import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { captureErrors } from '../../domain/payment/capture-errors.ts'
import { parseTwilioCapture, type TwilioCapture } from '../../domain/payment/capture-fields.ts'
import type { Told } from '../../domain/session/event.ts'
import type { PaymentSid, SessionId } from '../../domain/values/ids.ts'
import { parsePaymentSid, parseSessionId } from '../../domain/values/ids.ts'
import { parseEpochMs } from '../../domain/values/time.ts'
import type { QueuedCallback } from '../../ports/outage/callback-queue.ts'

/**
 * Changes when a message of today could be misread tomorrow. While a deployment is under way both
 * versions run: one that is not known waits, and is read by the next.
 */
const VERSION = 1

const isText = (input: unknown): input is string => typeof input === 'string'
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const text = v.string()

const sessionId = v.custom<SessionId>((input) => isText(input) && parseSessionId(input) !== null)
const paymentSid = v.custom<PaymentSid>((input) => isText(input) && parsePaymentSid(input) !== null)
const field = v.custom<TwilioCapture>(
  (input) => isText(input) && parseTwilioCapture(input) !== null,
)

/** Whatever else there may be is left out, on the way in as on the way out. */
const told = v.variant('type', [
  event('payment-opened', {}),
  event('payment-not-opened', {
    reason: v.picklist(['session-in-progress', 'refused-by-twilio']),
  }),
  event('field-captured', {
    field,
    card: v.nullable(v.object({ brand: text, lastFour: text })),
    bankAccount: v.nullable(v.object({ lastTwo: text, digits: count })),
    stillRequired: v.boolean(),
  }),
  event('field-rejected', { field, error: v.picklist(captureErrors) }),
  event('payment-succeeded', { confirmationCode: text, sealedToken: v.nullable(text) }),
  event('payment-cancelled', {}),
  event('payment-refused', {
    verdict: v.picklist(['declined', 'not-charged', 'not-known']),
    twilioCode: v.nullable(count),
  }),
  event('payment-ended', { reason: v.picklist(['caller-hung-up', 'caller-interrupted']) }),
])

function event<Type extends Told['type'], Rest extends v.ObjectEntries>(type: Type, rest: Rest) {
  return v.object({
    type: v.literal(type),
    attempt: count,
    step: count,
    paymentSid,
    ...rest,
  })
}

const record = v.object({
  version: v.literal(VERSION),
  sessionId,
  told,
  signers: v.array(text),
  receivedAt: v.pipe(count, v.transform(parseEpochMs)),
})

export const writeCallback = (callback: QueuedCallback): string =>
  JSON.stringify(v.parse(record, { version: VERSION, ...callback }))

export function readCallback(body: string): QueuedCallback | null {
  const parsed = v.safeParse(v.pipe(text, v.parseJson(), record), body)
  if (!parsed.success) return null
  const { version: _, ...callback } = parsed.output
  return callback
}

/**
 * The same for every delivery of one callback, so that Twilio's repetitions count once. Without
 * the token, which is sealed anew each time and never looks the same twice.
 */
export function sameCallbackId({ sessionId: id, told: said }: QueuedCallback): string {
  const lasting = 'sealedToken' in said ? { ...said, sealedToken: said.sealedToken !== null } : said
  const hash = createHash('sha256').update(JSON.stringify(lasting)).digest('hex')
  return `${id}/${said.attempt}/${said.step}/${hash}`
}
