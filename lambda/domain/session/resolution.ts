import type { EpochMs } from '../values/time.ts'

/** Who tells what became of a charge, when Twilio does not. */
export type Resolver =
  /** The integrator's function, which asks the processor. */
  | { readonly by: 'look-up' }
  | {
      readonly by: 'person'
      /** As given in the request: who has looked, and answers for it. */
      readonly name: string
      /** Whose credentials the request had, as far as API Gateway tells. */
      readonly principal: string
      readonly note: string | null
    }

/** What was said, and by whom. Kept for good, also when somebody says something else later. */
export type Resolution = Resolver & {
  readonly outcome: 'charged' | 'not-charged'
  readonly at: EpochMs
}
