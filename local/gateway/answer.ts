import type { IncomingMessage, ServerResponse } from 'node:http'
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda'
import type { RouteName } from '../../lambda/routes.ts'
import { lambdaContext } from './context.ts'
import { corsHeaders, isPreflight } from './cors-headers.ts'
import { toEvent } from './event.ts'
import { matchRoute } from './match-route.ts'
import { readBody } from './read-body.ts'
import {
  type GatewayResponse,
  gatewayMessage,
  internalServerError,
  toResponse,
} from './response.ts'

export type RouteHandler = (event: APIGatewayProxyEventV2, context: Context) => Promise<unknown>

export interface AnswerOptions {
  readonly handlers: Readonly<Record<RouteName, RouteHandler>>
  readonly allowedOrigins: readonly string[]
  readonly publicBaseUrl: string
  /** Epoch milliseconds. */
  readonly now: () => number
  readonly report: (name: RouteName, error: unknown) => void
}

/** One request through the gateway: into an event, through its function, out as a response. */
export async function answer(
  request: IncomingMessage,
  options: AnswerOptions,
): Promise<GatewayResponse> {
  const { method = 'GET', headers } = request
  const { allowedOrigins } = options
  const corsRequest = { method, origin: headers.origin, allowedOrigins }
  const body = await readBody(request)
  const response = isPreflight(corsRequest)
    ? { status: 204, headers: {}, cookies: [], body: Buffer.alloc(0) }
    : body === 'too large'
      ? gatewayMessage(413, 'Request Entity Too Large')
      : await route(request, body, options)
  return { ...response, headers: { ...response.headers, ...corsHeaders(corsRequest) } }
}

async function route(
  request: IncomingMessage,
  body: Buffer,
  options: AnswerOptions,
): Promise<GatewayResponse> {
  const [encodedPath = '/', ...queries] = (request.url ?? '/').split('?')
  const path = decodePath(encodedPath)
  if (path === undefined) return gatewayMessage(400, 'Bad Request')
  const match = matchRoute(request.method ?? 'GET', path)
  if (match === undefined) return gatewayMessage(404, 'Not Found')
  const { handlers, now, report, publicBaseUrl } = options
  try {
    const event = toEvent({
      request,
      body,
      route: match,
      path,
      rawQueryString: queries.join('?'),
      domainName: new URL(publicBaseUrl).hostname,
      nowEpochMs: now(),
    })
    return toResponse(await handlers[match.name](event, lambdaContext(match.name, now)))
  } catch (error) {
    report(match.name, error)
    return internalServerError
  }
}

function decodePath(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded)
  } catch {
    return undefined
  }
}

export function send(
  response: ServerResponse,
  { status, headers, cookies, body }: GatewayResponse,
): void {
  if (cookies.length > 0) response.setHeader('set-cookie', [...cookies])
  response.writeHead(status, headers)
  response.end(body)
}
