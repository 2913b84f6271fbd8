import type { SessionEvent } from '../../../lambda/domain/session/event.ts'
import { type PaymentSid, parsePaymentSid } from '../../../lambda/domain/values/ids.ts'
import type { EpochMs } from '../../../lambda/domain/values/time.ts'
import { readCallback } from '../../../lambda/http/twilio/callback-parameters.ts'
import type { Callback } from '../../../lambda/use-cases/receive-callback.ts'
import type { Post } from './twilio.ts'

/** What is read in a status callback by the code of its handler. */

type EventOfPost = ((now: EpochMs) => SessionEvent) | null

/** The same text is delivered thousands of times. */
const eventsOfPosts = new Map<string, EventOfPost>()

/** What a callback tells a session, if it tells it anything. */
export function eventOfPost(text: string): EventOfPost {
  const known = eventsOfPosts.get(text)
  if (known !== undefined) return known
  const { callback } = readPost(text)
  const event = callback.kind === 'event' ? callback.event : null
  eventsOfPosts.set(text, event)
  return event
}

export function readPost(text: string): { readonly step: number; readonly callback: Callback } {
  const { attempt, step, parameters }: Post = JSON.parse(text)
  const from = { attempt, step, paymentSid: sidOf(parameters) }
  return { step, callback: readCallback(new Map(Object.entries(parameters)), from) }
}

function sidOf(parameters: Post['parameters']): PaymentSid {
  const sid = parsePaymentSid(parameters['Sid'] ?? '')
  if (sid === null) throw new Error('Twilio told of no payment.')
  return sid
}
