/** Where something was thrown, if that is kept, and what. */
export const thrownText = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error)
