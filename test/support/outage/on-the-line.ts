import type { Agent } from '../journey/agent.ts'
import { Caller } from '../journey/caller.ts'
import { type TwimlServer, twimlServer } from '../journey/twiml-server.ts'
import type { JourneyWorld } from '../journey/world.ts'

/** Long enough for an agent and a caller to sit out any outage of a test. */
const PATIENT_TWIML = '<Response><Pause length="10800"/></Response>'

export const patientLine = (): Promise<TwimlServer> => twimlServer(PATIENT_TWIML)

export interface OnTheLine {
  readonly caller: Caller
  readonly sessionId: string
}

export const keysOfCard = {
  'payment-card-number': '4111111111111111',
  'expiration-date': '1230',
  'security-code': '123',
  'postal-code': '94105#',
} as const

/** An agent and a caller on a call of their own, with as many fields keyed as are named. */
export async function onTheLine(
  world: JourneyWorld,
  call: {
    readonly agent: Agent
    readonly line: TwimlServer
    readonly keyed: ReadonlyArray<keyof typeof keysOfCard>
    readonly number?: string
    readonly wanted?: Readonly<Record<string, unknown>>
  },
): Promise<OnTheLine> {
  const { agent, line, keyed, number } = call
  const caller = await Caller.callsElsewhere(world, line.url)
  await world.passes(1_000)
  const money = { amount: '19.90', currency: 'EUR' }
  const sessionId = await agent.starts(caller.callSid, { ...money, ...call.wanted })
  for (const field of keyed) {
    const keys = field === 'payment-card-number' && number ? number : keysOfCard[field]
    await agent.captures(sessionId, { field, keys, by: caller })
  }
  return { caller, sessionId }
}

/** How often the log says that this was counted. */
export const counted = (world: JourneyWorld, metric: string): number =>
  world.logLines.filter((entry) => entry.includes(`"${metric}":1`)).length
