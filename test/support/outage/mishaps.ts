import type { GatewayEvent, GatewayHandler } from '../../../lambda/http/gateway-types.ts'
import type { RouteName } from '../../../lambda/routes.ts'

/** What befalls the way from Twilio to the functions, once each. */
export interface Mishaps {
  /** The how-manieth turn kills its function after the work is done and before the answer. */
  readonly diesInTurn?: number
  /** The first result of a payment kills the function that is told it, before it does a thing. */
  readonly diesAtVerdict?: boolean
  /** The first of them is too much for the API's limit of requests, and no function hears of it. */
  readonly throttled?: 'turn' | 'verdict'
}

/** The handler of a route, with what befalls requests to it. */
export function unlucky(
  handler: GatewayHandler,
  { name, diesInTurn, diesAtVerdict, throttled }: Mishaps & { readonly name: RouteName },
): GatewayHandler {
  if (name === 'take-turn') {
    const mortal = dyingInTurn(diesInTurn, handler)
    return throttled === 'turn' ? firstOf(() => true, { meets: tooMany, rest: mortal }) : mortal
  }
  if (name !== 'receive-callback') return handler
  if (diesAtVerdict) return firstOf(hasResult, { meets: killed, rest: handler })
  return throttled === 'verdict' ? firstOf(hasResult, { meets: tooMany, rest: handler }) : handler
}

/** Does its work, and is gone before it can answer. */
function dyingInTurn(which: number | undefined, handler: GatewayHandler): GatewayHandler {
  let turns = 0
  return async (event, context) => {
    turns += 1
    const answer = await handler(event, context)
    if (turns === which) throw new Error('Killed.')
    return answer
  }
}

/** The first request of a kind never gets through; its repetition does. */
function firstOf(
  isOfKind: (event: GatewayEvent) => boolean,
  way: { readonly meets: GatewayHandler; readonly rest: GatewayHandler },
): GatewayHandler {
  let isOver = false
  return (event, context) => {
    if (isOver || !isOfKind(event)) return way.rest(event, context)
    isOver = true
    return way.meets(event, context)
  }
}

const hasResult = ({ body }: GatewayEvent): boolean =>
  new URLSearchParams(Buffer.from(body ?? '', 'base64').toString()).has('Result')

/** Gone before it has done anything. */
const killed: GatewayHandler = async () => {
  throw new Error('Killed.')
}

/** As the stage of an HTTP API answers for the functions behind it. */
const tooMany: GatewayHandler = async () => ({
  statusCode: 429,
  headers: { 'content-type': 'application/json' },
  body: '{"message":"Too Many Requests"}',
})
