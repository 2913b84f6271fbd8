import type { SimulatedAccount } from '../account.ts'
import type { FaultBook } from '../faults/fault-book.ts'
import { faultRows } from '../faults/rules.ts'
import { json, type Reply, refusal } from '../http/reply.ts'
import type { Route } from '../http/router.ts'
import { connectors } from '../processor/connectors.ts'
import type { Ledger } from '../processor/ledger.ts'
import type { MessageResource } from '../rest/resources/message-resource.ts'
import type { Switches } from '../switches.ts'
import { JsonBody } from './json-body.ts'

export interface BenchWorld {
  readonly account: SimulatedAccount
  readonly faults: FaultBook
  readonly ledger: Ledger
  readonly messages: MessageResource
  readonly switches: Switches
}

/** The front door for testers: what happened, and what shall go wrong. */
export function benchRoutes(world: BenchWorld): readonly Route[] {
  const { account, faults, ledger, messages, switches } = world
  return [
    { method: 'GET', path: '/caller/account', answer: () => json(200, account) },
    { method: 'GET', path: '/ledger', answer: () => json(200, ledger.list()) },
    { method: 'GET', path: '/connectors', answer: () => json(200, connectors) },
    { method: 'GET', path: '/messages', answer: () => json(200, messages.list()) },
    { method: 'GET', path: '/faults', answer: () => showFaults(faults) },
    {
      method: 'PUT',
      path: '/faults',
      answer: ({ body }) => {
        const { rules } = JsonBody.parse(body).fields
        if (!Array.isArray(rules)) return refusal(400, 'The body must be {"rules": [ … ]}.')
        const wrong = faults.replace(rules)
        return wrong === undefined ? showFaults(faults) : refusal(400, wrong)
      },
    },
    { method: 'GET', path: '/switches', answer: () => json(200, { switches: switches.list() }) },
    {
      method: 'PUT',
      path: '/switches',
      answer: ({ body }) => {
        const wrong = switches.set(JsonBody.parse(body).fields)
        if (wrong !== undefined) return refusal(400, wrong)
        return json(200, { switches: switches.list() })
      },
    },
  ]
}

function showFaults(faults: FaultBook): Reply {
  return json(200, { rules: faults.list(), possible: faultRows })
}
