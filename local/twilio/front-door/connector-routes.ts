import type { Connector } from '../connector/connector.ts'
import { parseEndpoint } from '../connector/endpoint.ts'
import { json, type Reply, refusal } from '../http/reply.ts'
import type { Route } from '../http/router.ts'
import { JsonBody } from './json-body.ts'

/** The front door for those who build a payment endpoint, and want it to be asked. */
export function connectorRoutes(connector: Connector): readonly Route[] {
  return [
    { method: 'GET', path: '/connector', answer: () => showEndpoint(connector) },
    {
      method: 'PUT',
      path: '/connector',
      answer: ({ body }) => installEndpoint(connector, JsonBody.parse(body)),
    },
    {
      method: 'GET',
      path: '/connector/requests',
      answer: () => json(200, connector.requests()),
    },
  ]
}

function installEndpoint(connector: Connector, body: JsonBody): Reply {
  if (!('url' in body.fields)) {
    return refusal(400, 'The body must be {"url","username","password"}; "url" null takes it away.')
  }
  const url = body.text('url')
  const username = body.text('username')
  const password = body.text('password')
  const endpoint = url === undefined ? undefined : parseEndpoint({ url, username, password })
  if (typeof endpoint === 'string') return refusal(400, endpoint)
  connector.install(endpoint)
  return showEndpoint(connector)
}

/** The password is never shown again. */
function showEndpoint({ endpoint }: Connector): Reply {
  return json(200, { url: endpoint?.url ?? null, username: endpoint?.username ?? null })
}
