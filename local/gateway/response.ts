import * as v from 'valibot'

export interface GatewayResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly cookies: readonly string[]
  readonly body: Buffer
}

/** What an HTTP API answers by itself: a JSON object with nothing but a message. */
export function gatewayMessage(status: number, message: string): GatewayResponse {
  const headers = { 'content-type': 'application/json' }
  return { status, headers, cookies: [], body: Buffer.from(JSON.stringify({ message })) }
}

export const internalServerError = gatewayMessage(500, 'Internal Server Error')

/**
 * Stricter than AWS in one way: there a result without a status code becomes a 200 with the whole
 * result as its body. No handler here means that, so here it is the mistake that it is.
 */
const resultSchema = v.object({
  statusCode: v.pipe(v.number(), v.integer(), v.minValue(200), v.maxValue(599)),
  headers: v.optional(v.record(v.string(), v.union([v.string(), v.number(), v.boolean()])), {}),
  cookies: v.optional(v.array(v.string()), []),
  body: v.optional(v.string(), ''),
  isBase64Encoded: v.optional(v.boolean(), false),
})

/** Reads what a function returned, after the trip through JSON that every result makes. */
export function toResponse(result: unknown): GatewayResponse {
  const parsed = v.safeParse(resultSchema, JSON.parse(JSON.stringify(result) ?? 'null'))
  if (!parsed.success) {
    const where = parsed.issues.map((issue) => v.getDotPath(issue) ?? 'the result itself')
    throw new Error(`The function returned what API Gateway rejects: ${where.join(', ')}.`)
  }
  const { statusCode, headers, cookies, body, isBase64Encoded } = parsed.output
  return {
    status: statusCode,
    headers: { 'content-type': 'text/plain; charset=utf-8', ...lowerCaseNames(headers) },
    cookies,
    body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'),
  }
}

function lowerCaseNames(headers: Record<string, string | number | boolean>) {
  const entries = Object.entries(headers).map(([name, value]) => [
    name.toLowerCase(),
    String(value),
  ])
  return Object.fromEntries(entries)
}
