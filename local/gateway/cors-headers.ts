import { cors } from '../../lib/facts/cors.ts'

export interface CorsRequest {
  readonly method: string
  readonly origin: string | undefined
  readonly allowedOrigins: readonly string[]
}

/** An HTTP API answers preflights by itself, for every path, once origins are configured. */
export function isPreflight({ method, origin, allowedOrigins }: CorsRequest): boolean {
  return allowedOrigins.length > 0 && method === 'OPTIONS' && origin !== undefined
}

/** An origin that is not allowed gets no header, and so its browser keeps the answer from it. */
export function corsHeaders(request: CorsRequest): Record<string, string> {
  const { origin, allowedOrigins } = request
  if (origin === undefined) return {}
  const any = allowedOrigins.includes('*')
  if (!any && !allowedOrigins.includes(origin)) return {}
  const headers: Record<string, string> = { 'access-control-allow-origin': any ? '*' : origin }
  if (!any) headers['vary'] = 'Origin'
  if (!isPreflight(request)) {
    return { ...headers, 'access-control-expose-headers': cors.responseHeaders.join(',') }
  }
  return {
    ...headers,
    'access-control-allow-methods': cors.methods.join(','),
    'access-control-allow-headers': cors.requestHeaders.join(','),
    'access-control-max-age': String(cors.maxAgeSeconds),
  }
}
