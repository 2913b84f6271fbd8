import middy from '@middy/core'
import type { RouteName } from '../routes.ts'
import type { World } from '../use-cases/engine/world.ts'
import type { GatewayAnswer, GatewayEvent, GatewayHandler } from './gateway-types.ts'
import { problemAnswers, requestLog } from './middleware.ts'

/** What every route has around its handler. The log comes last, so that it sees the problem. */
export function stack(
  { world, route }: { readonly world: World; readonly route: RouteName },
  handler: GatewayHandler,
): GatewayHandler {
  const { journal, surroundings } = world
  // Middy's own early time-out is off: how much time a send needs is decided where it is sent.
  const stacked = middy<GatewayEvent, GatewayAnswer>({ timeoutEarlyInMillis: 0 })
    .use(requestLog(journal, { route, now: surroundings.now }))
    .use(problemAnswers(journal, route))
    .handler(handler)
  return async (event, context) => stacked(event, context)
}
