/** What the processor really did: the truth that every test compares with. */
export interface LedgerEntry {
  readonly transactionId: string
  /** What the caller may be told; empty for a token. */
  readonly confirmationCode: string
  readonly method: 'charge' | 'tokenize'
  /** In major units with all decimals of the currency, "42.50"; "0.00" for a token. */
  readonly amount: string
  readonly currency: string
  readonly description: string
  readonly paymentMethod: 'credit-card' | 'ach-debit'
  /** How often the token can be used; a charge has none. */
  readonly tokenType?: string
  readonly paymentSid: string
  readonly callSid: string
  /** ISO 8601. */
  readonly at: string
}

export class Ledger {
  readonly #entries = new Map<string, LedgerEntry>()

  /**
   * The same transaction id is the same transaction, however often it is asked for.
   * @returns the entry that counts: the first.
   */
  enter(entry: LedgerEntry): LedgerEntry {
    const known = this.#entries.get(entry.transactionId) ?? entry
    this.#entries.set(known.transactionId, known)
    return known
  }

  list(): readonly LedgerEntry[] {
    return [...this.#entries.values()]
  }
}
