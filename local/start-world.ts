import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { EnvName } from '../lambda/env.ts'
import { type FunctionName, queues, routes, schedules } from '../lambda/routes.ts'
import { functionsDirectory } from '../lib/bundle.ts'
import { keysOf } from '../lib/keys-of.ts'
import { type Gateway, startGateway } from './gateway.ts'
import { localKeyId, startKeys } from './keys.ts'
import { localLookUpArn, startLookUp } from './look-up/server.ts'
import { mapKeys } from './map-keys.ts'
import { phonePage } from './phone/page.ts'
import { type LocalQueues, startQueues } from './queue/queues.ts'
import { localTableNames, startTables } from './tables.ts'
import {
  createSimulator,
  realTime,
  type SimulatedAccount,
  type Simulator,
  type SimulatorTime,
} from './twilio/simulator.ts'

export interface LocalWorldOptions {
  /** 0 takes any free port. */
  readonly gatewayPort: number
  readonly simulatorPort: number
  /** Where the tables are kept. @default - in memory, gone at the end */
  readonly dataDirectory?: string
  /** The clock of the simulated Twilio and of its callers. @default - the real one */
  readonly time?: SimulatorTime
}

export interface LocalWorld {
  readonly gatewayUrl: string
  readonly simulatorUrl: string
  /** The queue that tells how payments ended, for any client of SQS. */
  readonly outcomeQueueUrl: string
  readonly account: SimulatedAccount
  readonly simulator: Simulator
  readonly stop: () => Promise<void>
}

type Invoke = (event: unknown, context: unknown) => Promise<unknown>

/** Tables, gateway with the deployed bundles, simulator and phone page, all on this machine. */
export async function startLocalWorld(options: LocalWorldOptions): Promise<LocalWorld> {
  const running: Array<{ readonly stop: () => Promise<unknown> }> = []
  const stop = async () => {
    for (const part of running.reverse()) await part.stop()
  }
  // Said once by whoever chooses the Node version, not by every run.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true'
  try {
    const { dataDirectory, gatewayPort, simulatorPort } = options
    const tables = await startTables({
      port: 0,
      ...(dataDirectory === undefined ? {} : { directory: dataDirectory }),
    })
    running.push(tables)
    const keys = await startKeys({ port: 0 })
    running.push(keys)
    const allowedOrigins: string[] = []
    const functions = new Map<FunctionName, Invoke>()
    const waiting = await openQueues(functions)
    running.push(waiting)
    const gateway = await openGateway({ port: gatewayPort, allowedOrigins, functions })
    running.push(gateway)
    const simulator = openSimulator({
      port: simulatorPort,
      gatewayUrl: gateway.url,
      time: options.time ?? realTime(),
    })
    running.push(simulator)
    const { port } = await simulator.start()
    const simulatorUrl = `http://localhost:${port}`
    // A person may type either name of this machine.
    allowedOrigins.push(simulatorUrl, simulatorUrl.replace('localhost', '127.0.0.1'))
    const { account } = simulator
    const lookUp = await startLookUp({ port: 0, simulatorUrl })
    running.push(lookUp)
    redirectFunctions({
      account,
      tablesUrl: tables.url,
      keysUrl: keys.url,
      lookUpUrl: lookUp.url,
      queues: waiting,
      gatewayUrl: gateway.url,
      simulatorUrl,
    })
    for (const name of allFunctions) functions.set(name, loadBundle(name))
    const { outcomeQueueUrl } = waiting
    return { gatewayUrl: gateway.url, simulatorUrl, outcomeQueueUrl, account, simulator, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const allFunctions: readonly FunctionName[] = [
  ...keysOf(routes),
  ...keysOf(schedules),
  ...keysOf(queues),
]

/** The gateway's own port belongs to the functions' settings, so that it opens before they load. */
function openGateway(open: {
  readonly port: number
  /** Filled in when the page's own address is known. */
  readonly allowedOrigins: readonly string[]
  readonly functions: ReadonlyMap<FunctionName, Invoke>
}): Promise<Gateway> {
  const invoke = (name: FunctionName) => invokeOf(open.functions, name)
  return startGateway({
    port: open.port,
    handlers: mapKeys(routes, (name) => invoke(name)),
    schedules: mapKeys(schedules, (name) => invoke(name)),
    allowedOrigins: open.allowedOrigins,
  })
}

/** Nothing is put into them before the functions are there. */
const openQueues = (functions: ReadonlyMap<FunctionName, Invoke>): Promise<LocalQueues> =>
  startQueues({
    handler: invokeOf(functions, 'replay-callbacks'),
    time: realTime(),
    report: (name, error) => process.stderr.write(`The function ${name} failed: ${error}\n`),
  })

function invokeOf(functions: ReadonlyMap<FunctionName, Invoke>, name: FunctionName): Invoke {
  return async (event, context) => {
    const handler = functions.get(name)
    if (handler === undefined) throw new Error(`The function ${name} is still starting.`)
    return handler(event, context)
  }
}

/**
 * The number tells when a call ends, as README tells ops teams to set up theirs. Which payment a
 * call is for, its own voice URL says; a call without one is answered by a person.
 */
function openSimulator(open: {
  readonly port: number
  readonly gatewayUrl: string
  readonly time: SimulatorTime
}): Simulator {
  const { port, gatewayUrl, time } = open
  return createSimulator({
    port,
    time,
    phoneNumber: {
      number: '+15550100',
      statusCallbackUrl: `${gatewayUrl}/voice/status`,
    },
    page: phonePage({ gatewayUrl }),
  })
}

/** All that makes the deployed code local: where it finds things. */
function redirectFunctions(to: {
  readonly account: SimulatedAccount
  readonly tablesUrl: string
  readonly keysUrl: string
  readonly lookUpUrl: string
  readonly queues: LocalQueues
  readonly gatewayUrl: string
  readonly simulatorUrl: string
}): void {
  const { accountSid, authToken, apiKeySid, apiKeySecret } = to.account
  const settings: Record<EnvName, string> = {
    SESSIONS_TABLE: localTableNames.sessions,
    KEYS_TABLE: localTableNames.keys,
    PUBLIC_BASE_URL: to.gatewayUrl,
    TWILIO_ACCOUNT_SID: accountSid,
    TWILIO_SECRET: JSON.stringify({ authToken, apiKeySid, apiKeySecret }),
    TWILIO_REGION: 'us1',
    TWILIO_API_BASE_URL: to.simulatorUrl,
    PAYMENT_CONNECTOR: 'Default',
    CALLBACK_QUEUE_URL: to.queues.callbackQueueUrl,
    OUTCOME_QUEUE_URL: to.queues.outcomeQueueUrl,
    TOKEN_KEY_ID: localKeyId,
    LOOK_UP_FUNCTION: localLookUpArn,
    MERCHANTS: process.env['MERCHANTS'] ?? '{}',
    PROMPT_DELIVERY: process.env['PROMPT_DELIVERY'] ?? 'push',
  }
  Object.assign(process.env, settings, {
    AWS_ENDPOINT_URL_DYNAMODB: to.tablesUrl,
    AWS_ENDPOINT_URL_KMS: to.keysUrl,
    AWS_ENDPOINT_URL_LAMBDA: to.lookUpUrl,
    AWS_ENDPOINT_URL_SQS: to.queues.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  })
}

const require = createRequire(import.meta.url)

function loadBundle(name: FunctionName): Invoke {
  const { handler } = require(join(functionsDirectory, name, 'index.js'))
  return handler
}
