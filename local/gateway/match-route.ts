import { type RouteName, routes } from '../../lambda/routes.ts'
import { routeNames } from '../../lib/facts/function-names.ts'

export interface RouteMatch {
  readonly name: RouteName
  /** As API Gateway writes it: `GET /sessions/{sessionId}`. */
  readonly routeKey: string
  readonly pathParameters: Readonly<Record<string, string>>
}

const patterns = routeNames.map((name) => {
  const { method, path } = routes[name]
  return { name, method, routeKey: `${method} ${path}`, segments: path.split('/') }
})

/**
 * Finds the route of a decoded path. A known path with another method has no route: an HTTP API
 * knows no 405.
 */
export function matchRoute(method: string, path: string): RouteMatch | undefined {
  const segments = path.split('/')
  for (const pattern of patterns) {
    if (pattern.method !== method) continue
    const pathParameters = matchSegments(pattern.segments, segments)
    if (pathParameters === undefined) continue
    return { name: pattern.name, routeKey: pattern.routeKey, pathParameters }
  }
  return undefined
}

function matchSegments(
  pattern: readonly string[],
  segments: readonly string[],
): Record<string, string> | undefined {
  if (pattern.length !== segments.length) return undefined
  const parameters: Record<string, string> = {}
  for (const [index, expected] of pattern.entries()) {
    const actual = segments[index] ?? ''
    const parameter = /^\{(\w+)\}$/.exec(expected)?.[1]
    if (parameter === undefined ? actual !== expected : actual === '') return undefined
    if (parameter !== undefined) parameters[parameter] = actual
  }
  return parameters
}
