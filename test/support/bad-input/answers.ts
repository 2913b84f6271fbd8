import type { GatewayAnswer } from '../../../lambda/http/gateway-types.ts'
import { problems } from '../../../lambda/http/problem.ts'
import { twimlFault } from './twilio-check.ts'

export interface SeenProblem {
  readonly code: string
  readonly errors: readonly { readonly field: string; readonly must: string }[]
}

export const jsonOf = (answer: GatewayAnswer): Record<string, unknown> =>
  JSON.parse(answer.body ?? '{}')

/** What is wrong with an answer, whatever was asked: nothing, if all is well. */
export function answerFault(answer: GatewayAnswer): string | null {
  const { statusCode = 0, headers = {}, body = '' } = answer
  const type = String(headers['content-type'] ?? '')
  const said = `${statusCode} ${type} ${body}`
  if (statusCode >= 500) return said
  if (Object.values(headers).some((value) => /[^\x20-\x7e]/.test(String(value)))) return said
  if (statusCode === 204) return body === '' ? null : said
  if (type.startsWith('text/xml')) return statusCode === 200 ? twimlFault(body) : said
  if (type === 'application/problem+json') return problemFault(answer)
  return type === 'application/json' && statusCode < 300 && jsonOf(answer) ? null : said
}

/** RFC 9457, section 3.1, and a code of the list. */
function problemFault(answer: GatewayAnswer): string | null {
  const { type, title, status, detail, errors = [] } = jsonOf(answer)
  const code = codeIn(type)
  const row = Object.entries(problems).find(([known]) => known === code)?.[1]
  const isRight =
    row !== undefined &&
    row.status === answer.statusCode &&
    status === row.status &&
    title === row.title &&
    typeof detail === 'string' &&
    detail !== '' &&
    (code !== 'invalid-request' || (Array.isArray(errors) && errors.length > 0))
  return isRight ? null : (answer.body ?? 'no body')
}

const codeIn = (type: unknown): string => String(type).replace('urn:ivr-payment-flow:problem:', '')

export function problemIn(answer: GatewayAnswer): SeenProblem | null {
  if (answer.headers?.['content-type'] !== 'application/problem+json') return null
  const { type, errors = [] } = jsonOf(answer)
  return { code: codeIn(type), errors: errors as SeenProblem['errors'] }
}

export const fieldsWrongIn = (answer: GatewayAnswer): readonly string[] =>
  problemIn(answer)?.errors.map(({ field }) => field) ?? []
