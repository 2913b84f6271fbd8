import { isTerminal, type Session, type Status } from './session.ts'

/**
 * A client's Idempotency-Key, kept in the session by the very write that its request caused, so
 * that key and effect cannot be apart.
 */
export interface ClientKey {
  /** Hash of who asked and of the key itself. */
  readonly key: string
  /** Hash of the request: the same key for another request is a mistake. */
  readonly fingerprint: string
  readonly receipt: Receipt
}

/** What the request came to, as it was answered: a replay is answered with exactly this. */
export interface Receipt {
  readonly status: Status
  readonly attempt: number
  readonly step: number
  /**
   * `refused` carries Twilio's error code; `unsent` means that it never reached Twilio, or that
   * Twilio did not take it, and then carries the code.
   */
  readonly outcome:
    | 'accepted'
    | 'unsent'
    | { readonly unsent: number }
    | { readonly refused: number }
}

/** An assisted payment takes about six requests; with every field keyed twice, eleven. */
const KEYS_MAX = 12

/**
 * The oldest go first; but never the start's, nor one that was charged by, of which each attempt
 * has one: however late it comes again, it must not charge again. They take no room of the others.
 */
export function withClientKey(keys: readonly ClientKey[], added: ClientKey): readonly ClientKey[] {
  const [, ...others] = [...keys, added].filter((key) => !isOfCharge(key))
  const dropped = new Set(others.slice(0, -(KEYS_MAX - 1)))
  return [...keys, added].filter((key) => !dropped.has(key))
}

/** Nothing was charged by what Twilio refused, or never got. */
const isOfCharge = ({ receipt }: ClientKey): boolean =>
  receipt.status === 'completing' && receipt.outcome === 'accepted'

/** Whether the request is still being worked on: its answer is not known to anybody yet. */
export const isInFlight = (session: Session, { step }: Receipt): boolean =>
  session.pending?.command.step === step && !isTerminal(session)

/** The keys, with the outcome of one step now known. */
export const withOutcome = (
  keys: readonly ClientKey[],
  { step, outcome }: { readonly step: number; readonly outcome: Receipt['outcome'] },
): readonly ClientKey[] =>
  keys.map((entry) =>
    entry.receipt.step === step ? { ...entry, receipt: { ...entry.receipt, outcome } } : entry,
  )
