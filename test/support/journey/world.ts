import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { systemSurroundings } from '../../../lambda/adapters/system/surroundings.ts'
import { type ComposeOptions, compose } from '../../../lambda/compose.ts'
import { parseEpochMs } from '../../../lambda/domain/values/time.ts'
import { readEnv } from '../../../lambda/env.ts'
import { makeHandler as settleDueSessions } from '../../../lambda/handlers/settle-due-sessions.ts'
import type { Dependencies } from '../../../lambda/http/dependencies.ts'
import type { GatewayHandler } from '../../../lambda/http/gateway-types.ts'
import { type RouteName, routes } from '../../../lambda/routes.ts'
import { keysOf } from '../../../lib/keys-of.ts'
import { startGateway } from '../../../local/gateway.ts'
import { localKeyId } from '../../../local/keys.ts'
import { localLookUpArn } from '../../../local/look-up/server.ts'
import { mapKeys } from '../../../local/map-keys.ts'
import type { CallbackQueue, LocalQueues } from '../../../local/queue/queues.ts'
import { localTableNames } from '../../../local/tables.ts'
import {
  runUntil,
  type Simulator,
  type VirtualTime,
  virtualTime,
} from '../../../local/twilio/simulator.ts'
import { NOON } from '../a-session.ts'
import type { Outage } from '../outage/dynamodb-outage.ts'
import { type Mishaps, unlucky } from '../outage/mishaps.ts'
import { smallCloud } from '../outage/small-cloud.ts'
import { handlerMakers } from './handlers.ts'
import { put } from './post.ts'
import {
  type JourneyMerchant,
  merchantVariable,
  type StartedSimulator,
  secretOf,
  simulatorOf,
  startSimulators,
  together,
} from './simulators.ts'

export interface JourneyWorld {
  readonly gatewayUrl: string
  readonly simulatorUrl: string
  readonly simulator: Simulator
  readonly time: VirtualTime
  /** Behind the system's back. */
  readonly tables: DynamoDBClient
  /** Of the database, while it is under way: no read and no write works. */
  readonly outage: Outage
  /** Where callbacks wait meanwhile. */
  readonly callbackQueue: Pick<CallbackQueue, 'waiting' | 'deadLetters' | 'send'>
  /** For a client of SQS that reads how payments ended. */
  readonly outcomeQueue: { readonly url: string; readonly endpoint: string }
  /** How often a function was killed. */
  deaths(): number
  /** Every line that the deployed code wrote to its log. */
  readonly logLines: readonly string[]
  /** What goes wrong at Twilio from now on, by the simulator's own rules. */
  faults(...rules: readonly Readonly<Record<string, unknown>>[]): Promise<unknown>
  /** How the simulator decides what Twilio's documents leave open. */
  switches(settings: Readonly<Record<string, string>>): Promise<unknown>
  /** Lets virtual time move on until the condition holds. */
  until(condition: () => boolean | Promise<boolean>): Promise<void>
  /** Lets virtual time pass; the schedule runs each minute, as deployed. */
  passes(spanMs: number): Promise<void>
  stop(): Promise<void>
  /** The same world as callers of this merchant have it: with the simulator of its account. */
  of(merchant: string): JourneyWorld
}

export interface JourneyOptions extends Mishaps {
  /** @default push */
  readonly delivery?: 'push' | 'poll'
  /** Beside that of the account, in the secret: such as the home region's. */
  readonly secondaryAuthToken?: string
  /** How to reach the function that looks charges up. @default none is configured */
  readonly lookUp?: NonNullable<ComposeOptions['connectToLambda']>
  /** Beside the default one, by name. */
  readonly merchants?: Readonly<Record<string, JourneyMerchant>>
}

/** Nothing in a payment takes longer, not even a charge that gets no verdict. */
const PATIENCE_MS = 10 * 60_000

/**
 * The whole system over real HTTP with real signatures and the adapters that are deployed, on
 * DynamoDB's embedded cousin. Only the clock is virtual.
 */
export async function journeyWorld(options: JourneyOptions = {}): Promise<JourneyWorld> {
  const time = virtualTime({ startAtMs: NOON })
  const logLines: string[] = []
  const handlers = new Map<RouteName, GatewayHandler>()
  const failures: string[] = []
  const report = (name: string, error: unknown) => void failures.push(`${name}: ${error}`)
  const cloud = await smallCloud({ time, report })
  const { outage, queues } = cloud
  const callbackQueue = queues.callbacks
  const gateway = await startGateway({
    port: 0,
    handlers: mapKeys(
      routes,
      (name) => async (event, context) => handlers.get(name)?.(event, context),
    ),
    now: () => time.now(),
    report,
  })
  const gatewayUrl = gateway.url
  const simulators = await startSimulators(accountsOf(options), { time, gatewayUrl })
  const dependencies = compose(environment({ gatewayUrl, simulators, queues, ...options }), {
    ...cloud.clients,
    ...lookingUp(options),
    surroundings: {
      ...systemSurroundings,
      now: () => parseEpochMs(time.now()),
      // A back-off takes no virtual time: the call that waits for it would stand still.
      wait: async () => {},
    },
    writeLine: (line) => logLines.push(line),
  })
  for (const name of keysOf(routes)) {
    handlers.set(name, unlucky(handlerMakers[name](dependencies), { ...options, name }))
  }
  cloud.replayBy(dependencies)
  const schedule = everyMinute(time, { dependencies, outage })
  const stop = async () => {
    await schedule.quiet()
    for (const { simulator } of simulators.values()) await simulator.stop()
    await gateway.stop()
    await cloud.stop()
    const expected = options.diesInTurn !== undefined || options.diesAtVerdict ? 1 : 0
    if (failures.length > expected) throw new Error(`Functions failed: ${failures.join('; ')}`)
  }
  const everything = together(simulators)
  const of = (merchant: string): JourneyWorld => ({
    ...simulatorOf(simulators, merchant),
    gatewayUrl,
    time,
    logLines,
    stop,
    tables: cloud.clients.client,
    outage,
    callbackQueue,
    outcomeQueue: { url: queues.outcomeQueueUrl, endpoint: queues.url },
    deaths: () => failures.length,
    of,
    faults: (...rules) =>
      put(`${simulatorOf(simulators, merchant).simulatorUrl}/faults`, { rules }),
    switches: (settings) =>
      put(`${simulatorOf(simulators, merchant).simulatorUrl}/switches`, settings),
    ...passingTime({ simulator: everything, time, schedule, callbackQueue }),
  })
  return of('default')
}

const lookingUp = ({ lookUp }: JourneyOptions): ComposeOptions =>
  lookUp === undefined ? {} : { connectToLambda: lookUp }

function accountsOf({ merchants = {} }: JourneyOptions) {
  const accounts = mapKeys(merchants, (name) => merchants[name]?.account ?? {})
  return new Map([['default', {}], ...Object.entries(accounts)])
}

function passingTime(world: {
  readonly simulator: Simulator
  readonly time: VirtualTime
  readonly schedule: Schedule
  readonly callbackQueue: Pick<CallbackQueue, 'quiet'>
}): Pick<JourneyWorld, 'until' | 'passes'> {
  const { simulator, time, schedule, callbackQueue } = world
  const until = (condition: () => boolean | Promise<boolean>, limitMs = PATIENCE_MS) =>
    runUntil({
      simulator,
      time,
      limitMs,
      condition: async () => {
        await schedule.quiet()
        await callbackQueue.quiet()
        await simulator.quiet()
        return condition()
      },
    })
  const passes = async (spanMs: number) => {
    let isOver = false
    time.after(spanMs, () => {
      isOver = true
    })
    await until(() => isOver, spanMs)
  }
  return { until, passes }
}

function environment(
  from: JourneyOptions & {
    readonly gatewayUrl: string
    readonly queues: Pick<LocalQueues, 'callbackQueueUrl' | 'outcomeQueueUrl'>
    readonly simulators: ReadonlyMap<string, StartedSimulator>
  },
) {
  const { simulator, simulatorUrl } = simulatorOf(from.simulators, 'default')
  return readEnv({
    SESSIONS_TABLE: localTableNames.sessions,
    KEYS_TABLE: localTableNames.keys,
    PUBLIC_BASE_URL: from.gatewayUrl,
    TWILIO_ACCOUNT_SID: simulator.account.accountSid,
    TWILIO_SECRET: secretOf(simulator, from.secondaryAuthToken),
    TWILIO_API_BASE_URL: simulatorUrl,
    CALLBACK_QUEUE_URL: from.queues.callbackQueueUrl,
    OUTCOME_QUEUE_URL: from.queues.outcomeQueueUrl,
    TOKEN_KEY_ID: localKeyId,
    LOOK_UP_FUNCTION: from.lookUp === undefined ? 'none' : localLookUpArn,
    PROMPT_DELIVERY: from.delivery,
    MERCHANTS: merchantVariable(from.merchants ?? {}, from.simulators),
  })
}

interface Schedule {
  /** Resolves when no run is under way. */
  quiet(): Promise<unknown>
}

function everyMinute(
  time: VirtualTime,
  { dependencies, outage }: { readonly dependencies: Dependencies; readonly outage: Outage },
): Schedule {
  const settle = settleDueSessions(dependencies)
  let running: Promise<unknown> = Promise.resolve()
  const again = () =>
    time.after(60_000, () => {
      running = settle({}, { getRemainingTimeInMillis: () => 60_000 }).catch((error: unknown) => {
        // Without the database nothing can be settled, and the next run is the retry.
        if (!outage.isUnderWay()) throw error
      })
      again()
    })
  again()
  return { quiet: () => running }
}
