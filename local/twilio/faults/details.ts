import { isErrorCode, type TwilioErrorCode } from '../rest/errors.ts'

/** What a fault needs to know besides what it does. */
export interface FaultDetails {
  readonly code?: TwilioErrorCode
  readonly errorType?: string
  readonly result?: string
}

export type DetailRows = Readonly<Partial<Record<keyof FaultDetails, readonly (string | number)[]>>>

/** The details that are needed, or a sentence that says what is wrong with one. */
export function parseDetails(
  needs: DetailRows,
  fields: Readonly<Record<string, unknown>>,
): FaultDetails | string {
  const { code: codes, errorType: errorTypes, result: results } = needs
  const { code, errorType, result } = fields
  if (codes !== undefined && !isOneOf(codes, code)) {
    return `"code" must be one of: ${codes.join(', ')}.`
  }
  if (errorTypes !== undefined && !isWord(errorType)) {
    return `"errorType" must be a word such as: ${errorTypes.join(', ')}.`
  }
  if (results !== undefined && !isWord(result)) {
    return `"result" must be a word such as: ${results.join(', ')}.`
  }
  return {
    ...(codes !== undefined && isOneOf(codes, code) && isErrorCode(code) ? { code } : {}),
    ...(errorTypes !== undefined && isWord(errorType) ? { errorType } : {}),
    ...(results !== undefined && isWord(result) ? { result } : {}),
  }
}

function isOneOf(values: readonly (string | number)[], value: unknown): value is number {
  return typeof value === 'number' && values.includes(value)
}

/** Written like all of Twilio's; long enough for any of them. */
function isWord(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z][a-z-]{0,79}$/.test(value)
}
