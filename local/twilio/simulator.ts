import type { IncomingMessage, ServerResponse } from 'node:http'
import { defaultAccount, type SimulatedAccount } from './account.ts'
import { type CallView, viewOf } from './calls/call.ts'
import { type ConnectorEndpoint, parseEndpoint } from './connector/endpoint.ts'
import { handleWith } from './http/handle.ts'
import type { Incoming } from './http/incoming.ts'
import { type Listener, listen } from './http/listener.ts'
import type { Reply } from './http/reply.ts'
import type { LedgerEntry } from './processor/ledger.ts'
import { ownedTime, type SimulatorTime } from './time.ts'
import { createWorld, type World } from './world.ts'

export type { SimulatedAccount } from './account.ts'
export type { CallView } from './calls/call.ts'
export type { LedgerEntry } from './processor/ledger.ts'
export { runUntil } from './run-until.ts'
export { realTime, type SimulatorTime, type VirtualTime, virtualTime } from './time.ts'

export interface SimulatorOptions {
  /** 0 is any free port. */
  readonly port: number
  readonly time: SimulatorTime
  /** How the simulated number is set up, as one would in Twilio's console. */
  readonly phoneNumber?: {
    readonly number: string
    readonly voiceUrl?: string
    /** Posted to with CallStatus=completed when a call ends. */
    readonly statusCallbackUrl?: string
  }
  /** How to get to a public URL physically; what is signed stays the public one. */
  readonly reach?: (url: URL) => { url: URL; headers: Record<string, string> }
  /** Asked for paths the simulator does not know; tells whether it answered. */
  readonly page?: (request: IncomingMessage, response: ServerResponse) => boolean
  /** Where charges are posted instead of being decided by the built-in processor. */
  readonly connector?: ConnectorEndpoint
  /** Fixed, plainly false credentials where nothing else is said. */
  readonly account?: Partial<SimulatedAccount>
}

export interface Simulator {
  readonly account: SimulatedAccount
  start(): Promise<{ port: number; url: string }>
  /** Ends every call, timer, stream and socket. Stopping twice is stopping once. */
  stop(): Promise<void>
  ledger(): readonly LedgerEntry[]
  calls(): readonly CallView[]
  /** Resolves when nothing can happen any more unless time moves on. */
  quiet(): Promise<void>
}

export function createSimulator(options: SimulatorOptions): Simulator {
  const account = accountOf(options)
  const time = ownedTime(options.time)
  const world = createWorld({
    account,
    phoneNumber: { ...options.phoneNumber, number: account.phoneNumber },
    reach: options.reach ?? ((url) => ({ url, headers: {} })),
    time,
    hasPage: options.page !== undefined,
  })
  world.connector.install(endpointOf(options))
  let listener: Listener | undefined

  return {
    account,
    async start() {
      const page = options.page ?? (() => false)
      const handle = handleWith({ page, answer: (request) => answer(world, request) })
      listener = await listen(options.port, handle)
      return { port: listener.port, url: `http://127.0.0.1:${listener.port}` }
    },
    async stop() {
      time.cancelAll()
      world.postman.stop()
      world.connector.stop()
      world.events.stop()
      const closing = listener
      listener = undefined
      await closing?.close()
    },
    ledger: () => world.ledger.list(),
    calls: () => world.switchboard.list().map(viewOf),
    quiet: () => world.activity.quiet(),
  }
}

function answer(world: World, request: Incoming): Promise<Reply | undefined> {
  const { activity, api, frontDoor } = world
  if (request.path.startsWith('/2010-04-01')) return activity.run(() => api.answer(request))
  return frontDoor(request)
}

function accountOf({ account, phoneNumber }: SimulatorOptions): SimulatedAccount {
  const number = phoneNumber === undefined ? {} : { phoneNumber: phoneNumber.number }
  return { ...defaultAccount, ...number, ...account }
}

function endpointOf({ connector }: SimulatorOptions): ConnectorEndpoint | undefined {
  const endpoint = connector && parseEndpoint(connector)
  if (typeof endpoint === 'string') throw new Error(endpoint)
  return endpoint
}
