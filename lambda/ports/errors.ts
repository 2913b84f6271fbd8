/** Thrown when something broke; a refusal is a value, a bug an assertion. */
export type ErrorCode =
  | 'storage-unavailable'
  | 'secret-unavailable'
  /** Nothing broke: the limit on reads of the secret stands between us and an answer. */
  | 'signature-undecided'
  | 'vault-unavailable'
  | 'record-unreadable'

export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode

  constructor(code: ErrorCode, options: { readonly message: string; readonly cause?: unknown }) {
    super(options.message, { cause: options.cause })
    this.code = code
  }
}

/** What a line of the log says of it: a name, never its words, which may quote anything. */
export const errorNameOf = (error: unknown): string =>
  error instanceof Error ? error.name : 'unknown'

export const storageUnavailable = (what: string, cause: unknown): AppError =>
  new AppError('storage-unavailable', {
    message: `DynamoDB did not answer for ${what}. Nothing is known of the write; try again.`,
    cause,
  })
