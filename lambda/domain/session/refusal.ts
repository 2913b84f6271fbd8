import type { CaptureField } from '../payment/capture-fields.ts'
import type { Status } from './session.ts'

/** A business "no": a value, not an error. Nothing was written, nothing was sent. */
export interface Refusal {
  readonly refused: RefusalCode
  /** Statuses in which the same would have been accepted. */
  readonly allowedIn: readonly Status[]
  /** For `fields-missing` and `field-out-of-order`: what has to come first. */
  readonly fields: readonly CaptureField[]
}

/** Each with the sentence that a client is told. */
export const refusals = {
  'not-in-this-status': 'The session is in a status that does not allow this.',
  'command-owed':
    'The previous request to Twilio has not been answered yet. Try again in a second.',
  'fields-missing': 'The payment cannot be completed before every field is captured.',
  'field-out-of-order': 'Another field has to be captured before this one.',
  'field-not-asked': 'This session does not ask for this field.',
  'guided-session': 'The flow drives a guided session itself; it can only be read or cancelled.',
  'nothing-to-charge':
    'This session keeps a card or account and charges nothing: it can only be not-charged.',
  stale: 'This belongs to an earlier step or attempt of the session.',
} as const

export type RefusalCode = keyof typeof refusals

export const refuse = (
  refused: RefusalCode,
  more: Partial<Pick<Refusal, 'allowedIn' | 'fields'>> = {},
): Refusal => ({ refused, allowedIn: more.allowedIn ?? [], fields: more.fields ?? [] })

export const isRefusal = (decision: object): decision is Refusal => 'refused' in decision
