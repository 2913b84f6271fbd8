import type { SearchedTime } from '../../domain/machine/ended/searched-time.ts'
import type { Session } from '../../domain/session/session.ts'

/**
 * Asks the processor, in whichever way the integrator has built, what became of the charge of an
 * `unresolved` session. Asks once, and never throws: what is known of the outcome is the answer.
 */
export interface ProcessorLookUp {
  ask(question: LookUpQuestion): Promise<LookUpAnswer>
}

export interface LookUpQuestion extends SearchedTime {
  readonly session: Session
}

/** About all attempts of the session: `not-charged` means in none of them. */
export type LookUpAnswer =
  | { readonly outcome: 'charged'; readonly confirmationCode: string }
  | { readonly outcome: 'not-charged' }
  | { readonly outcome: 'not-known' }
  /** It failed, fell silent, or said something that is none of these. */
  | { readonly outcome: 'no-answer'; readonly errorName: string }
