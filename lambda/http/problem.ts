import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda'

/** What a client is told when something is not done. RFC 9457, https://www.rfc-editor.org/rfc/rfc9457 */
export interface Problem {
  readonly code: ProblemCode
  /** What happened, to which id, and what to do. */
  readonly detail: string
  /** One entry for each wrong field. */
  readonly errors?: readonly FieldError[]
  /** More members of the problem, such as the statuses that would allow a request. */
  readonly more?: Readonly<Record<string, unknown>>
  readonly retryAfterSeconds?: number
}

export interface FieldError {
  /** A body member, `query.<name>`, `header.<name>` or `path.<name>`. */
  readonly field: string
  /** What it must be. */
  readonly must: string
}

/** Every kind of problem, its status and its title. The docs table is made of this. */
export const problems = {
  'invalid-request': { status: 400, title: 'The request is not as it must be.' },
  'signature-refused': { status: 403, title: 'The request does not come from Twilio.' },
  'unknown-session': { status: 404, title: 'There is no such session.' },
  'no-token': { status: 404, title: 'The session has no token.' },
  refused: { status: 409, title: 'The session does not allow this now.' },
  'request-in-progress': { status: 409, title: 'The same request is still being worked on.' },
  'call-taken': { status: 409, title: 'Another session has this call.' },
  'start-unfinished': { status: 409, title: 'Another start on this call has no session so far.' },
  'lost-race': { status: 409, title: 'Others changed the session at the same time.' },
  'twilio-refused': { status: 409, title: 'Twilio refused the request.' },
  'body-too-large': { status: 413, title: 'The body is larger than 16 KB.' },
  'key-reused': { status: 422, title: 'The Idempotency-Key was used for another request.' },
  'unexpected-error': { status: 500, title: 'Something broke on our side.' },
  'twilio-unavailable': { status: 503, title: 'Twilio could not be reached.' },
  'storage-unavailable': { status: 503, title: 'The database did not answer.' },
  'secret-unavailable': { status: 503, title: 'The Twilio credentials could not be read.' },
  'vault-unavailable': { status: 503, title: 'The key for tokens could not be used.' },
} as const satisfies Record<string, { status: number; title: string }>

export type ProblemCode = keyof typeof problems

/** Thrown inside the HTTP layer only, and turned into an answer there. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.detail)
    this.problem = problem
  }
}

export function problemAnswer(problem: Problem): APIGatewayProxyStructuredResultV2 {
  const { status, title } = problems[problem.code]
  const { code, detail, errors, more, retryAfterSeconds } = problem
  const type = `urn:ivr-payment-flow:problem:${code}`
  const body = { type, title, status, detail, ...(errors ? { errors } : {}), ...more }
  return {
    statusCode: status,
    headers: {
      'content-type': 'application/problem+json',
      ...(retryAfterSeconds ? { 'retry-after': String(retryAfterSeconds) } : {}),
    },
    body: JSON.stringify(body),
  }
}
