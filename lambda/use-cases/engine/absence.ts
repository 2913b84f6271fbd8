import { AppError } from '../../ports/errors.ts'

/** For a `catch`: what is away is as nothing, and a mistake of ours stays one. */
export function nothingWhenAway(error: unknown): null {
  if (error instanceof AppError) return null
  throw error
}
