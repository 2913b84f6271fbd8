import { randomUUID } from 'node:crypto'
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { systemSurroundings } from '../../../lambda/adapters/system/surroundings.ts'
import { compose } from '../../../lambda/compose.ts'
import { readEnv } from '../../../lambda/env.ts'
import { makeHandler as completeSession } from '../../../lambda/handlers/complete-session.ts'
import { makeHandler as readSession } from '../../../lambda/handlers/read-session.ts'
import { readCallback } from '../../../lambda/http/twilio/callback-parameters.ts'
import type { Calls } from '../../../lambda/ports/calls.ts'
import type { TwilioPayments } from '../../../lambda/ports/twilio-payments.ts'
import type { World } from '../../../lambda/use-cases/engine/world.ts'
import { receiveCallback } from '../../../lambda/use-cases/receive-callback.ts'
import { settleDueSessions } from '../../../lambda/use-cases/settle-due-sessions.ts'
import { lambdaContext } from '../../../local/gateway/context.ts'
import { localTableNames } from '../../../local/tables.ts'
import { memoryOutcomes } from '../../support/memory/outcomes.ts'
import { sessionIn } from '../../support/sessions-in.ts'
import type { Contender } from './contender.ts'
import { aRequest, sessionId } from './request.ts'
import type { Processor } from './trouble.ts'

type Command = Parameters<TwilioPayments['send']>[0]['command']

/** What Twilio will tell by a callback when time passes: of each charge, once. */
interface Told {
  readonly command: Command
  readonly code: string
}

interface Ours {
  readonly client: DynamoDBClient
  /** Twilio tells nothing before there were so many requests. */
  readonly callbackAfterRequests: number
}

/**
 * The complete-session route as deployed, with a Twilio that knows nothing but to charge. Every
 * invocation has a process of its own: what one of them remembered would be no help to the next.
 */
export async function ours(processor: Processor, options: Ours): Promise<Contender> {
  const { client, callbackAfterRequests } = options
  let requests = 0
  processor.watches(client)
  const outbox: Told[] = []
  const newProcess = () => processOf(client, twilioOf(processor, outbox))
  const { world } = newProcess()
  const now = world.surroundings.now()
  const times = { createdAt: now, tendedAt: now }
  await world.sessions.insert(
    sessionIn('collecting', { id: sessionId, mode: 'assisted', ...times }),
  )
  return {
    request: ({ hasKey }) =>
      processor.survives(async () => {
        requests += 1
        const { complete } = newProcess()
        const { statusCode, body } = await complete(aRequest({ hasKey }), context())
        const { status, code, title } = JSON.parse(body ?? '{}')
        return `${statusCode} ${statusCode === 202 ? status : (code ?? title)}`
      }),
    passes: async () => {
      const isToldNow = requests >= callbackAfterRequests
      for (const told of isToldNow ? outbox.splice(0) : []) await deliver(newProcess().world, told)
      await settleDueSessions(newProcess().world, { remainingMs: () => 60_000 })
    },
    readAtLast: async () => {
      const { body } = await newProcess().read(aRequest({ hasKey: false }), context())
      const { status, money, confirmationCode } = JSON.parse(body ?? '{}')
      return `${status}, money ${money}, ${confirmationCode ?? 'no code'}`
    },
  }
}

const context = () => lambdaContext('complete-session', () => Date.now())

function processOf(client: DynamoDBClient, payments: TwilioPayments) {
  const composed = compose(environment(), {
    client,
    writeLine: () => {},
    surroundings: { ...systemSurroundings, wait: async () => {} },
  })
  const calls: Calls = { say: async () => true, status: async () => 'in-progress' }
  const world: World = { ...composed.world, payments, calls, outcomes: memoryOutcomes() }
  const dependencies = { ...composed, world }
  const [complete, read] = [completeSession(dependencies), readSession(dependencies)]
  return { world, complete, read }
}

/** It has the processor's trouble for its own, and keeps no table of keys that would hide it. */
const twilioOf = (processor: Processor, outbox: Told[]): TwilioPayments => ({
  timeoutMs: 5_000,
  send: async ({ command }) => {
    if (command.type !== 'complete') throw new Error(`Nobody asked for ${command.type}.`)
    const place = processor.ledger.length
    const charging = processor.charge()
    const code = processor.ledger[place]
    if (code !== undefined) outbox.push({ command, code })
    try {
      await charging
      return { outcome: 'accepted', paymentSid: command.paymentSid }
    } catch {
      return { outcome: 'unknown' }
    }
  },
})

async function deliver(world: World, { command, code }: Told): Promise<void> {
  if (command.type !== 'complete') return
  const { attempt, step, paymentSid } = command
  const parameters = new Map([
    ['Sid', paymentSid],
    ['Result', 'success'],
    ['PaymentConfirmationCode', code],
  ])
  const callback = readCallback(parameters, { attempt, step, paymentSid })
  const signers = ['default']
  const remainingMs = () => 14_000
  await receiveCallback(world, { sessionId, step, callback, signers, remainingMs })
}

const environment = () =>
  readEnv({
    SESSIONS_TABLE: localTableNames.sessions,
    KEYS_TABLE: localTableNames.keys,
    PUBLIC_BASE_URL: 'https://pay.example.com',
    TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
    TWILIO_SECRET: JSON.stringify({ authToken: randomUUID() }),
    TOKEN_KEY_ID: 'unused',
    CALLBACK_QUEUE_URL: 'https://sqs.example.com/unused.fifo',
    OUTCOME_QUEUE_URL: 'https://sqs.example.com/unused.fifo',
  })
