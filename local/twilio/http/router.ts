import type { Incoming } from './incoming.ts'
import type { Reply } from './reply.ts'

/** The named segments of a path, decoded. */
export type Segments = Readonly<Record<string, string>>

export interface Route<Answer = (request: Incoming, segments: Segments) => Reply | Promise<Reply>> {
  readonly method: string
  /** `{name}` stands for one segment, or a part of one. */
  readonly path: string
  readonly answer: Answer
}

export type Match<Answer> =
  | { readonly kind: 'found'; readonly answer: Answer; readonly segments: Segments }
  | { readonly kind: 'method-not-allowed'; readonly allowed: readonly string[] }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'unknown' }

export function createRouter<Answer>(routes: readonly Route<Answer>[]) {
  const compiled = routes.map((route) => ({ route, pattern: patternOf(route.path) }))

  return (request: { readonly method: string; readonly path: string }): Match<Answer> => {
    const allowed: string[] = []
    for (const { route, pattern } of compiled) {
      const groups = pattern.exec(request.path)?.groups
      if (groups === undefined) continue
      allowed.push(route.method)
      if (route.method !== request.method) continue
      const segments = decoded(groups)
      if (segments === undefined) return { kind: 'malformed' }
      return { kind: 'found', answer: route.answer, segments }
    }
    if (allowed.length > 0) return { kind: 'method-not-allowed', allowed }
    return { kind: 'unknown' }
  }
}

function patternOf(path: string): RegExp {
  const source = path.replaceAll('.', '\\.').replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+?)')
  // The empty group makes `groups` exist for paths without names, too.
  return new RegExp(`^${source}(?<_end>)$`)
}

function decoded(groups: Readonly<Record<string, string>>): Segments | undefined {
  try {
    return Object.fromEntries(
      Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]),
    )
  } catch {
    return undefined
  }
}
