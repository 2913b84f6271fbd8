import { metrics } from '../../metrics.ts'
import type { SealedCallback } from '../../ports/request-verifier.ts'
import type { RouteName } from '../../routes.ts'
import type { World } from '../../use-cases/engine/world.ts'
import type { Dependencies } from '../dependencies.ts'
import type { GatewayAnswer, GatewayEvent, GatewayHandler } from '../gateway-types.ts'
import { parseFormBody } from '../parse-request.ts'
import { ProblemError } from '../problem.ts'
import { stack } from '../stack.ts'

/** A webhook that verified. */
export interface TwilioRequest {
  readonly world: World
  readonly event: GatewayEvent
  /** Decoded; of a repeated parameter, the first. Only names that we know are ever read. */
  readonly parameters: ReadonlyMap<string, string>
  /** Merchants whose Twilio account has signed it: the session must be one of theirs. */
  readonly signers: readonly string[]
  readonly remainingMs: () => number
}

/**
 * A request of Twilio's. Nothing is touched before its signature, and for a callback also our own
 * seal, has verified against the configured URL.
 */
export function twilioEndpoint(
  { world, verifier }: Dependencies,
  endpoint: {
    readonly route: RouteName
    /** Of a callback: the parts of its URL, for the verifier. */
    readonly sealed?: (event: GatewayEvent) => SealedCallback
    readonly run: (request: TwilioRequest) => Promise<GatewayAnswer>
  },
): GatewayHandler {
  const { route, sealed, run } = endpoint
  return stack({ world, route }, async (event, context) => {
    const form = parseFormBody(event)
    const { rawPath, rawQueryString } = event
    const signers = await verifier.signatureHolds({
      pathAndQuery: rawQueryString === '' ? rawPath : `${rawPath}?${rawQueryString}`,
      parameters: form,
      signature: event.headers['x-twilio-signature'],
      sealed: sealed?.(event),
    })
    if (signers.length === 0) throw signatureRefused(world, route)
    const parameters = new Map([...form].reverse())
    const remainingMs = () => context.getRemainingTimeInMillis()
    return run({ world, event, parameters, signers, remainingMs })
  })
}

/**
 * For what Twilio did not sign, what it signed for another merchant's account, and what it did not
 * sign like that.
 */
export function signatureRefused({ journal }: World, route: RouteName): ProblemError {
  journal.write({
    level: 'warn',
    message: 'signature refused',
    route,
    metric: metrics.signatureRejected,
  })
  return new ProblemError({
    code: 'signature-refused',
    detail:
      "The signature is missing, does not fit, or is that of another merchant's account. " +
      'Only Twilio can use this address.',
  })
}

export const noContent = (): GatewayAnswer => ({ statusCode: 204 })

export const twimlAnswer = (twiml: string): GatewayAnswer => ({
  statusCode: 200,
  headers: { 'content-type': 'text/xml; charset=utf-8', 'cache-control': 'no-store' },
  body: twiml,
})
