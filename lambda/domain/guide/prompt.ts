import { ENTRIES_PER_FIELD_MAX } from '../machine/limits.ts'
import type { CaptureError } from '../payment/capture-errors.ts'
import type { CaptureField } from '../payment/capture-fields.ts'
import type { FailureReason, Session, StateDetails } from '../session/session.ts'

/** What a caller is told, without the words: those are in the locale packs. */
export type Prompt =
  | { readonly id: 'offer'; readonly offer: StateDetails['offered']['offer'] }
  | { readonly id: 'one-moment' }
  | AskPrompt
  | { readonly id: 'charging' }
  | { readonly id: 'paid'; readonly confirmationCode: string }
  | { readonly id: 'failed'; readonly reason: FailureReason }
  | { readonly id: 'cancelled'; readonly by: StateDetails['cancelled']['by'] }
  | { readonly id: 'not-known' }

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
      return { id: 'offer', offer: state.offer }
    case 'starting':
    case 'collecting':
      return { id: 'one-moment' }
    case 'capturing':
      return askFor(session, state.field)
    case 'completing':
      return { id: 'charging' }
    case 'succeeded':
      return { id: 'paid', confirmationCode: state.confirmationCode }
    case 'failed':
      return { id: 'failed', reason: state.reason }
    case 'cancelled':
      return { id: 'cancelled', by: state.by }
    case 'unresolved':
      return { id: 'not-known' }
    default:
      return state satisfies never
  }
}

function askFor(session: Session, field: CaptureField): AskPrompt {
  const { problem, rejections, card } = session
  return {
    id: 'ask',
    field,
    error: problem?.kind === 'entry' && problem.field === field ? problem.error : null,
    last: (rejections[field] ?? 0) === ENTRIES_PER_FIELD_MAX - 1,
    card: card?.brand === 'amex' ? 'amex' : 'other',
  }
}

/**
 * Changes whenever the caller should hear something new. Short and free of anything private,
 * since it travels in the turn's URL.
 */
export function promptKeyOf({ state, attempt, rejections }: Session): string {
  switch (state.status) {
    case 'offered':
      return `offered-${attempt}`
    case 'capturing':
      return `${state.field}-${attempt}-${rejections[state.field] ?? 0}`
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
