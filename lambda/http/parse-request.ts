import * as v from 'valibot'
import { parseSessionId, type SessionId } from '../domain/values/ids.ts'
import { bodyText } from './bounded-body.ts'
import type { GatewayEvent } from './gateway-types.ts'
import { type FieldError, ProblemError } from './problem.ts'

export const invalidRequest = (errors: readonly FieldError[]): ProblemError =>
  new ProblemError({
    code: 'invalid-request',
    detail: `Nothing was done. Wrong: ${errors.map(({ field }) => field).join(', ')}.`,
    errors,
  })

/** What a schema says about a value, or an `invalid-request` that names every wrong field. */
export function parseWith<Schema extends v.GenericSchema>(
  schema: Schema,
  given: { readonly value: unknown; readonly prefix: string },
): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, given.value)
  if (parsed.success) return parsed.output
  throw invalidRequest(
    parsed.issues.map((issue) => ({
      field: given.prefix + (v.getDotPath(issue) ?? 'body'),
      must: issue.message,
    })),
  )
}

/** The body as JSON; no body is the empty object. */
export function parseJsonBody(event: GatewayEvent): unknown {
  const text = bodyText(event)
  if (text === '') return {}
  try {
    return JSON.parse(text)
  } catch {
    throw invalidRequest([{ field: 'body', must: 'be JSON' }])
  }
}

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
    detail: `There is no session ${JSON.stringify(id)}. Start one with POST /sessions.`,
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
