import type { GatewayEvent } from '../../../lambda/http/gateway-types.ts'
import { aSessionId } from '../../support/a-session.ts'
import { aGatewayEvent } from '../../support/http/a-gateway-event.ts'

/** The order that is charged: for us a session in which every field is captured. */
export const sessionId = aSessionId()

/** The same request both times, but for its key. */
export const aRequest = ({ hasKey }: { readonly hasKey: boolean }): GatewayEvent =>
  aGatewayEvent({
    routeKey: 'POST /sessions/{sessionId}/complete',
    rawPath: `/sessions/${sessionId}/complete`,
    pathParameters: { sessionId },
    headers: {
      'content-type': 'application/json',
      ...(hasKey ? { 'idempotency-key': 'complete-1' } : {}),
    },
    body: '{}',
  })
