import type { MiddlewareObj } from '@middy/core'
import { metrics } from '../metrics.ts'
import { AppError, type ErrorCode, errorNameOf } from '../ports/errors.ts'
import type { Journal } from '../ports/journal.ts'
import type { FunctionName } from '../routes.ts'
import type { GatewayAnswer, GatewayEvent } from './gateway-types.ts'
import { type Problem, ProblemError, problemAnswer } from './problem.ts'

type Middleware = MiddlewareObj<GatewayEvent, GatewayAnswer>

/** One line a request: which route, how it ended, how long it took. Never what was in it. */
export function requestLog(
  journal: Journal,
  { route, now }: { readonly route: FunctionName; readonly now: () => number },
): Middleware {
  let startedAt = 0
  const write = (request: { readonly response: GatewayAnswer | null }) => {
    const httpStatus = request.response?.statusCode ?? 500
    const durationMs = now() - startedAt
    const level = httpStatus >= 500 ? 'error' : 'info'
    journal.write({ level, message: 'request answered', route, httpStatus, durationMs })
  }
  return {
    before: () => {
      startedAt = now()
    },
    after: write,
    onError: write,
  }
}

/** Whatever was thrown becomes a problem; a bug becomes one that gives nothing away. */
export function problemAnswers(journal: Journal, route: FunctionName): Middleware {
  return {
    onError: (request) => {
      request.response = problemAnswer(problemOf(request.error, { journal, route }))
    },
  }
}

const statusOfError: Readonly<Record<ErrorCode, Problem>> = {
  'storage-unavailable': {
    code: 'storage-unavailable',
    detail: 'The database did not answer. Try again with the same Idempotency-Key.',
    retryAfterSeconds: 2,
  },
  'secret-unavailable': {
    code: 'secret-unavailable',
    detail: 'The Twilio credentials could not be read. Nothing was sent; try again later.',
    retryAfterSeconds: 10,
  },
  'signature-undecided': {
    code: 'secret-unavailable',
    detail: 'The Twilio credentials were read too often to read them again now. Nothing was done.',
    retryAfterSeconds: 10,
  },
  'vault-unavailable': {
    code: 'vault-unavailable',
    detail: 'The key that protects tokens could not be used. Nothing is lost; try again later.',
    retryAfterSeconds: 10,
  },
  'record-unreadable': {
    code: 'unexpected-error',
    detail: 'The stored session cannot be read. Give the operators the time of this answer.',
  },
}

function problemOf(
  error: unknown,
  at: { readonly journal: Journal; readonly route: FunctionName },
): Problem {
  if (error instanceof ProblemError) return error.problem
  const { route } = at
  if (error instanceof AppError) {
    at.journal.write({ route, refusal: error.code, ...entryOf(error.code) })
    return statusOfError[error.code]
  }
  const errorName = errorNameOf(error)
  const errorAt = firstFrame(error)
  const metric = metrics.unexpectedError
  at.journal.write({ level: 'error', message: 'bug', route, errorName, errorAt, metric })
  return {
    code: 'unexpected-error',
    detail: 'This is our mistake. Nothing is known of the request; read the session to see.',
  }
}

/** Whoever holds back a read of the secret is mostly a stranger, and that must wake up nobody. */
const entryOf = (code: ErrorCode) =>
  code === 'signature-undecided'
    ? ({
        level: 'warn',
        message: 'signature undecided',
        metric: metrics.signatureRejected,
      } as const)
    : ({
        level: 'error',
        message: 'dependency failed',
        metric: metrics.dependencyFailed,
      } as const)

/** `file.js:12:3` of the innermost frame: no message, since messages may quote input. */
const firstFrame = (error: unknown): string =>
  /([\w.-]+:\d+:\d+)\)?\s*$/m.exec(error instanceof Error ? (error.stack ?? '') : '')?.[1] ?? ''
