import { createHash } from 'node:crypto'
import type { ClientKey } from '../../domain/session/client-key.ts'
import type { RouteName } from '../../routes.ts'
import type { World } from '../../use-cases/engine/world.ts'
import type { Dependencies } from '../dependencies.ts'
import type { GatewayAnswer, GatewayEvent, GatewayHandler } from '../gateway-types.ts'
import { parseIdempotencyKey } from '../parse-request.ts'
import { keyScopeOf, principalOf } from '../principal.ts'
import { stack } from '../stack.ts'

/** What a handler of a client's request gets beside its input. */
export interface ClientRequest {
  readonly world: World
  readonly remainingMs: () => number
}

interface ClientEndpoint<Input> {
  readonly route: RouteName
  /** @throws ProblemError `invalid-request` that names every wrong field. */
  readonly parse: (event: GatewayEvent) => Input
  readonly run: (input: Input, request: ClientRequest) => Promise<GatewayAnswer>
}

/** A request of a client that reads. API Gateway has authorised it already. */
export function readingEndpoint<Input>(
  { world }: Dependencies,
  endpoint: ClientEndpoint<Input>,
): GatewayHandler {
  const { route, parse, run } = endpoint
  return stack({ world, route }, async (event, context) => {
    const remainingMs = () => context.getRemainingTimeInMillis()
    return run(parse(event), { world, remainingMs })
  })
}

/** A request of a client that changes something, and so carries an Idempotency-Key. */
export function changingEndpoint<Input>(
  dependencies: Dependencies,
  endpoint: Omit<ClientEndpoint<Input>, 'run'> & {
    readonly run: (
      input: Input,
      request: ClientRequest & {
        readonly key: Pick<ClientKey, 'key' | 'fingerprint'>
        /** Who asks, as far as API Gateway tells. */
        readonly principal: string
      },
    ) => Promise<GatewayAnswer>
  },
): GatewayHandler {
  const { world } = dependencies
  const { route, parse, run } = endpoint
  return stack({ world, route }, async (event, context) => {
    const given = parseIdempotencyKey(event)
    const input = parse(event)
    const principal = principalOf(event)
    const key = {
      key: digest([keyScopeOf(principal), given]),
      fingerprint: digest([route, event.rawPath, input]),
    }
    const remainingMs = () => context.getRemainingTimeInMillis()
    return run(input, { world, key, principal, remainingMs })
  })
}

/** 96 bits: enough that nobody meets another's key, short enough to be kept in the session. */
const DIGEST_CHARACTERS = 16

const digest = (parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, DIGEST_CHARACTERS)
