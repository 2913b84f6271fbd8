import type { GatewayEvent } from '../../../lambda/http/gateway-types.ts'

/** What API Gateway hands to a function; a test says only what matters to it. */
export const aGatewayEvent = (wanted: Partial<GatewayEvent> = {}): GatewayEvent => ({
  version: '2.0',
  routeKey: 'POST /sessions',
  rawPath: '/sessions',
  rawQueryString: '',
  headers: {},
  requestContext: {
    accountId: '123456789012',
    apiId: 'api',
    domainName: 'pay.example.com',
    domainPrefix: 'pay',
    http: {
      method: 'POST',
      path: '/sessions',
      protocol: 'HTTP/1.1',
      sourceIp: '192.0.2.1',
      userAgent: 'test',
    },
    requestId: 'request-1',
    routeKey: 'POST /sessions',
    stage: '$default',
    time: '23/Nov/2026:12:00:00 +0000',
    timeEpoch: 0,
  },
  isBase64Encoded: false,
  ...wanted,
})
