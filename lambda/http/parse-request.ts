import * as v from 'valibot'
import { withoutCardNumber } from '../domain/values/card-number.ts'
import { parseSessionId, type SessionId } from '../domain/values/ids.ts'
import { bodyText } from './bounded-body.ts'
import type { GatewayEvent } from './gateway-types.ts'
import { type FieldError, ProblemError } from './problem.ts'

/** Even the name of a field is the sender's text, and may be a card number. */
export function invalidRequest(wrong: readonly FieldError[]): ProblemError {
  const errors = wrong.map(({ field, must }) => ({ field: withoutCardNumber(field), must }))
  return new ProblemError({
    code: 'invalid-request',
    detail: `Nothing was done. Wrong: ${errors.map(({ field }) => field).join(', ')}.`,
    errors,
  })
}

/** What a schema says about a value, or an `invalid-request` that names every wrong field. */
export function parseWith<Schema extends v.GenericSchema>(
  schema: Schema,
  given: {
    readonly value: unknown
    /** Put before a field's name. */
    readonly prefix: string
    /** Rules between fields, told even when single fields are wrong. */
    readonly also?: (value: unknown) => readonly FieldError[]
  },
): v.InferOutput<Schema> {
  const { value, prefix, also } = given
  const parsed = v.safeParse(schema, value)
  const others = also?.(value) ?? []
  if (parsed.success && others.length === 0) return parsed.output
  // A field that breaks several rules is named once, with the first of them.
  const mustByField = new Map<string, string>()
  const issues = (parsed.issues ?? []).map((issue) => ({
    field: v.getDotPath(issue) ?? 'body',
    must: issue.message,
  }))
  for (const { field, must } of [...issues, ...others]) {
    if (!mustByField.has(prefix + field)) mustByField.set(prefix + field, must)
  }
  throw invalidRequest([...mustByField].map(([field, must]) => ({ field, must })))
}

/** A schema for text that a parser of the domain turns into something, or into `null`. */
export const parsedBy = <Parsed>(parse: (text: string) => Parsed | null, must: string) =>
  v.pipe(
    v.string(must),
    v.rawTransform(({ dataset, addIssue, NEVER }): Parsed => {
      const parsed = parse(dataset.value)
      if (parsed !== null) return parsed
      addIssue({ message: must })
      return NEVER
    }),
  )

/** The body, a JSON object; no body is the empty one. */
export function parseJsonBody(event: GatewayEvent): object {
  const text = bodyText(event)
  const parsed = v.safeParse(jsonObject, text === '' ? '{}' : text)
  if (parsed.success) return parsed.output
  throw invalidRequest([{ field: 'body', must: 'be a JSON object' }])
}

const jsonObject = v.pipe(
  v.string(),
  v.parseJson(),
  v.custom<object>((value) => v.is(v.object({}), value) && !Array.isArray(value)),
)

/** @throws ProblemError `invalid-request` for a body that would be ignored. */
export function parseEmptyBody(event: GatewayEvent): void {
  const isEmpty = v.is(v.strictObject({}), parseJsonBody(event))
  if (!isEmpty) throw invalidRequest([{ field: 'body', must: 'be empty, or {}' }])
}

/** Twilio's form, decoded, in the order sent, blank values kept: they are signed too. */
export const parseFormBody = (event: GatewayEvent): ReadonlyArray<readonly [string, string]> => [
  ...new URLSearchParams(bodyText(event)),
]

/** @throws ProblemError `unknown-session`: what cannot be an id is the id of nothing. */
export function parseSessionPath({ pathParameters }: GatewayEvent): SessionId {
  const given = pathParameters?.['sessionId'] ?? ''
  const id = parseSessionId(given)
  if (id === null) throw unknownSession(given.slice(0, 40))
  return id
}

export const unknownSession = (id: string): ProblemError =>
  new ProblemError({
    code: 'unknown-session',
    detail: `There is no session ${JSON.stringify(withoutCardNumber(id))}. Start one with POST /sessions.`,
  })

/** Visible ASCII, as header values are; 255 as Stripe allows. */
const idempotencyKey = /^[\x21-\x7e]{1,255}$/

export function parseIdempotencyKey({ headers }: GatewayEvent): string {
  const key = headers['idempotency-key'] ?? ''
  if (idempotencyKey.test(key)) return key
  throw invalidRequest([
    {
      field: 'header.Idempotency-Key',
      must: 'be 1 to 255 visible ASCII characters, new for every request and the same for its retries',
    },
  ])
}
