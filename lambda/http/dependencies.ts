import type { RequestVerifier } from '../ports/request-verifier.ts'
import type { World } from '../use-cases/engine/world.ts'

/** What a handler is made of. */
export interface Dependencies {
  readonly world: World
  readonly verifier: RequestVerifier
}
