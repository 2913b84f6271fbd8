import type { Posted } from '../twilio/post-box.ts'

/** A callback is on its way within moments; a tunnel and a slow day are allowed for. */
export const callbackWithinMs = 10_000

export const isAbout = (sid: string) => (one: Posted) => one.parameters['Sid'] === sid

/** The last word on an entry: either its value, or what is wrong with it. */
export function endsEntry({ parameters }: Posted): boolean {
  const { Capture, ErrorType, PartialResult } = parameters
  return (Capture !== undefined || ErrorType !== undefined) && PartialResult !== 'true'
}

/**
 * The last word on a session. It may come without a Result, and then differs from the first one,
 * which has no DateUpdated, and from those about a field.
 */
export function endsSession({ parameters }: Posted): boolean {
  const { Capture, DateUpdated, ErrorType, Result } = parameters
  if (Result !== undefined) return true
  return Capture === undefined && ErrorType === undefined && DateUpdated !== undefined
}

/** The names in Required, however they are written. */
export function requiredNames(one: Posted): readonly string[] {
  const { Required = '' } = one.parameters
  return Required.split(',').map((name) => name.replaceAll(/[^A-Za-z]/g, '').toLowerCase())
}
