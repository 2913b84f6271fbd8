/** Something that takes requests to charge one and the same order. */
export interface Contender {
  /** What the client is told. Without a key it sends no Idempotency-Key. */
  request(options: { readonly hasKey: boolean }): Promise<string>
  /** The world goes on: what was late arrives, what is scheduled runs. */
  passes(spanMs: number): Promise<void>
  /** What a client that reads the order is told at last; `null` where nothing is to be read. */
  readAtLast(): Promise<string | null>
}
