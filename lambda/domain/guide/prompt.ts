import { ENTRIES_PER_FIELD_MAX } from '../machine/limits.ts'
import type { CaptureError } from '../payment/capture-errors.ts'
import { type CaptureField, secondEntryOf } from '../payment/capture-fields.ts'
import { methodOf, type PaymentMethod } from '../payment/payment-method.ts'
import {
  confirms,
  type FailureReason,
  isTokenization,
  type Session,
  type StateDetails,
} from '../session/session.ts'

/** What a caller is told, without the words: those are in the locale packs. */
export type Prompt =
  | ({ readonly id: 'offer'; readonly offer: StateDetails['offered']['offer'] } & Deal)
  | { readonly id: 'one-moment' }
  | AskPrompt
  | ({ readonly id: 'charging' } & Deal)
  /** Twilio speaks to the caller itself, and must not be talked over. */
  | { readonly id: 'confirming' }
  | { readonly id: 'paid'; readonly confirmationCode: string }
  | ({ readonly id: 'saved' } & Deal)
  | { readonly id: 'failed'; readonly reason: FailureReason }
  | { readonly id: 'cancelled'; readonly by: StateDetails['cancelled']['by'] }
  | ({ readonly id: 'not-known' } & Deal)

/** What is done for the caller, and with what. */
export interface Deal {
  readonly purpose: 'charge' | 'tokenize'
  readonly method: PaymentMethod
}

export interface AskPrompt {
  readonly id: 'ask'
  readonly field: CaptureField
  /** Why the field is asked again; `null` when it is asked for the first time. */
  readonly error: CaptureError | null
  /** The last try before a person takes over. */
  readonly last: boolean
  /** American Express prints four digits on the front, the others three on the back. */
  readonly card: 'amex' | 'other'
}

export function promptOf(session: Session): Prompt {
  const { state } = session
  switch (state.status) {
    case 'offered':
      return { id: 'offer', offer: state.offer, ...dealOf(session) }
    case 'starting':
    case 'collecting':
      return { id: 'one-moment' }
    case 'capturing':
      return askFor(session, state.field)
    case 'completing':
      return confirms(session) ? { id: 'confirming' } : { id: 'charging', ...dealOf(session) }
    case 'succeeded':
      return isTokenization(session)
        ? { id: 'saved', ...dealOf(session) }
        : { id: 'paid', confirmationCode: state.confirmationCode }
    case 'failed':
      return { id: 'failed', reason: state.reason }
    case 'cancelled':
      return { id: 'cancelled', by: state.by }
    case 'unresolved':
      return { id: 'not-known', ...dealOf(session) }
    default:
      return state satisfies never
  }
}

const dealOf = (session: Session): Deal => ({
  purpose: isTokenization(session) ? 'tokenize' : 'charge',
  method: methodOf(session.terms),
})

/** A second entry that did not match leads back to the first, and is the reason to ask again. */
function askFor(session: Session, field: CaptureField): AskPrompt {
  const { problem, card } = session
  const isAbout = problem?.kind === 'entry' && entriesOf(field).includes(problem.field)
  const tries = entriesOf(field).map((entry) => session.rejections[entry] ?? 0)
  return {
    id: 'ask',
    field,
    error: isAbout ? problem.error : null,
    last: Math.max(...tries) === ENTRIES_PER_FIELD_MAX - 1,
    card: card?.brand === 'amex' ? 'amex' : 'other',
  }
}

const rejectionsOf = ({ rejections }: Session, field: CaptureField): number =>
  entriesOf(field).reduce((sum, entry) => sum + (rejections[entry] ?? 0), 0)

const entriesOf = (field: CaptureField): readonly CaptureField[] => {
  const second = secondEntryOf(field)
  return second === undefined ? [field] : [field, second]
}

/**
 * Changes whenever the caller should hear something new. Short and free of anything private,
 * since it travels in the turn's URL.
 */
export function promptKeyOf(session: Session): string {
  const { state, attempt } = session
  switch (state.status) {
    case 'offered':
      return `offered-${attempt}`
    case 'capturing':
      return `${state.field}-${attempt}-${rejectionsOf(session, state.field)}`
    case 'starting':
    case 'collecting':
    case 'completing':
    case 'succeeded':
    case 'failed':
    case 'cancelled':
    case 'unresolved':
      return state.status
    default:
      return state satisfies never
  }
}
