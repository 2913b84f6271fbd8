import { TwilioError, type TwilioErrorCode } from '../errors.ts'

/** What one parameter of a request must be. */
export interface ParameterRow {
  readonly name: string
  readonly required?: true
  /** Completes the sentence "… must be". */
  readonly must: string
  readonly fits: (value: string) => boolean
  readonly code?: TwilioErrorCode
}

/** Every parameter that is there must fit; those without a row are ignored, as Twilio does. */
export function checkParameters(form: URLSearchParams, rows: readonly ParameterRow[]): void {
  for (const { name, required, must, fits, code } of rows) {
    const value = form.get(name)
    if (value === null || value === '') {
      if (required === true) throw new TwilioError(code ?? 64020, `${name} is required`)
    } else if (!fits(value)) throw new TwilioError(code ?? 64020, `${name} must be ${must}`)
  }
}

/** Two public projects found that relative ones do not work, whatever the documentation says. */
export function isAbsoluteUrl(value: string): boolean {
  return /^https?:\/\/[^/]/i.test(value) && URL.canParse(value)
}

export function isBoolean(value: string): boolean {
  return value === 'true' || value === 'false'
}

export const oneOf =
  (...values: readonly string[]) =>
  (value: string) =>
    values.includes(value)

export function isWholeWithin(min: number, max: number): (value: string) => boolean {
  return (value) => /^\d{1,9}$/.test(value) && Number(value) >= min && Number(value) <= max
}

export function isSubsetOf(values: readonly string[], separator: RegExp) {
  return (value: string): boolean =>
    value
      .trim()
      .split(separator)
      .every((each) => values.includes(each))
}

export function isFlatJson(value: string): boolean {
  try {
    const parsed: unknown = JSON.parse(value)
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return false
    return Object.values(parsed).every((each) => typeof each !== 'object' || each === null)
  } catch {
    return false
  }
}

export function isPhoneNumber(value: string): boolean {
  return /^\+[1-9]\d{1,14}$/.test(value)
}
