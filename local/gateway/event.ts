import { randomBytes, randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { routes } from '../../lambda/routes.ts'
import type { RouteMatch } from './match-route.ts'

export interface EventOptions {
  readonly request: IncomingMessage
  readonly body: Buffer
  readonly route: RouteMatch
  /** Decoded: an HTTP API hands even `rawPath` over like that. */
  readonly path: string
  /** As it was sent, without the question mark. */
  readonly rawQueryString: string
  readonly domainName: string
  readonly nowEpochMs: number
}

/**
 * The event that an HTTP API makes of a request, payload format 2.0.
 * See "Working with AWS Lambda proxy integrations for HTTP APIs" in API Gateway's guide.
 */
export function toEvent(options: EventOptions): APIGatewayProxyEventV2 {
  const { request, route, path, rawQueryString } = options
  const queryStringParameters = joinValues(new URLSearchParams(rawQueryString))
  const cookies = request.headers.cookie?.split('; ')
  return {
    version: '2.0',
    routeKey: route.routeKey,
    rawPath: path,
    rawQueryString,
    ...(cookies === undefined ? {} : { cookies }),
    headers: eventHeaders(options),
    ...(rawQueryString === '' ? {} : { queryStringParameters }),
    requestContext: requestContext(options),
    ...(Object.keys(route.pathParameters).length === 0
      ? {}
      : { pathParameters: { ...route.pathParameters } }),
    ...eventBody(options),
  }
}

function requestContext(options: EventOptions): APIGatewayProxyEventV2['requestContext'] {
  const { request, route, path, domainName, nowEpochMs } = options
  return {
    accountId: '000000000000',
    apiId: 'local',
    ...authorizer(route),
    domainName,
    domainPrefix: domainName.split('.')[0] ?? domainName,
    http: {
      method: request.method ?? 'GET',
      path,
      protocol: `HTTP/${request.httpVersion}`,
      sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
      userAgent: request.headers['user-agent'] ?? '',
    },
    requestId: randomUUID(),
    routeKey: route.routeKey,
    stage: '$default',
    time: commonLogTime(nowEpochMs),
    // Milliseconds. The format's `time` beside it has seconds, which invites a mistake.
    timeEpoch: nowEpochMs,
  }
}

/** Every client is let in here, as one and the same IAM user; Twilio never has an identity. */
function authorizer({ name }: RouteMatch) {
  if (routes[name].caller === 'twilio') return {}
  const userArn = 'arn:aws:iam::000000000000:user/local-client'
  const user = { accountId: '000000000000', callerId: 'AIDALOCALCLIENT', userArn }
  return { authorizer: { iam: { ...user, userId: 'AIDALOCALCLIENT', accessKey: 'AKIALOCAL' } } }
}

/** Cookies travel in a field of their own; the other two concern the connection only. */
const headersLeftOut: ReadonlySet<string> = new Set(['cookie', 'connection', 'transfer-encoding'])

function eventHeaders({ request, domainName }: EventOptions): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const [name, values] of Object.entries(request.headersDistinct)) {
    if (!headersLeftOut.has(name) && values !== undefined) headers[name] = values.join(',')
  }
  const sender = request.socket.remoteAddress ?? '127.0.0.1'
  const forwarded = headers['x-forwarded-for']
  headers['x-forwarded-for'] = forwarded === undefined ? sender : `${forwarded}, ${sender}`
  headers['x-forwarded-port'] = '443'
  headers['x-forwarded-proto'] = 'https'
  headers['x-amzn-trace-id'] = `Root=1-${hex(4)}-${hex(12)}`
  headers['host'] ??= domainName
  return headers
}

/** The only types that arrive as text. All else is base64, Twilio's form posts among it. */
const textTypes = /^(text\/.*|application\/(json|xml|javascript))$/

function eventBody({ request, body }: EventOptions) {
  if (body.length === 0) return { isBase64Encoded: false }
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? ''
  const isBase64Encoded = !textTypes.test(type)
  return { body: body.toString(isBase64Encoded ? 'base64' : 'utf8'), isBase64Encoded }
}

function joinValues(parameters: URLSearchParams): Record<string, string> {
  const joined: Record<string, string> = {}
  for (const name of parameters.keys()) joined[name] = parameters.getAll(name).join(',')
  return joined
}

/** `12/Mar/2020:19:03:58 +0000`. */
function commonLogTime(epochMs: number): string {
  const [, day, month, year, time] = new Date(epochMs).toUTCString().split(' ')
  return `${day}/${month}/${year}:${time} +0000`
}

function hex(bytes: number): string {
  return randomBytes(bytes).toString('hex')
}
