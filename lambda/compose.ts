import { randomUUID } from 'node:crypto'
import { ClaimTable } from './adapters/dynamodb/claim-table.ts'
import { type DynamoDBClient, dynamoDb } from './adapters/dynamodb/client.ts'
import { ProgressItems } from './adapters/dynamodb/progress-items.ts'
import { SessionTable } from './adapters/dynamodb/session-table.ts'
import { TokenSealer, type TokenSealerOptions } from './adapters/kms/token-sealer.ts'
import { LookUpFunction, type LookUpFunctionOptions } from './adapters/lambda/look-up-function.ts'
import { CallbackSender } from './adapters/sqs/callback-sender.ts'
import type { FifoSenderOptions } from './adapters/sqs/fifo-sender.ts'
import { OutcomeSender } from './adapters/sqs/outcome-sender.ts'
import { JsonJournal } from './adapters/system/journal.ts'
import { secretReader } from './adapters/system/secret.ts'
import { systemSurroundings } from './adapters/system/surroundings.ts'
import { type MerchantAccount, TwilioAccounts } from './adapters/twilio/accounts.ts'
import { CallResource } from './adapters/twilio/calls.ts'
import { PaymentsResource } from './adapters/twilio/payments.ts'
import { TwilioRequestVerifier } from './adapters/twilio/request-verifier.ts'
import { type Env, twilioRegions } from './env.ts'
import type { Dependencies } from './http/dependencies.ts'
import type { Surroundings } from './ports/surroundings.ts'

export interface ComposeOptions {
  readonly client?: DynamoDBClient
  readonly connectToKms?: TokenSealerOptions['connect']
  readonly connectToLambda?: LookUpFunctionOptions['connect']
  readonly connectToSqs?: FifoSenderOptions['connect']
  readonly surroundings?: Surroundings
  readonly writeLine?: (line: string) => void
}

/** The only place that knows the adapters by name: to put another in, change it here. */
export function compose(env: Env, options: ComposeOptions = {}): Dependencies {
  const surroundings = options.surroundings ?? systemSurroundings
  const { now } = surroundings
  const publicBaseUrl = env.PUBLIC_BASE_URL
  const merchants = merchantsOf(env)
  const accounts = new TwilioAccounts({ accounts: merchants, secrets: secretReader(), now })
  const client = options.client ?? dynamoDb({ now })
  const tableName = env.SESSIONS_TABLE
  const sqs = options.connectToSqs === undefined ? {} : { connect: options.connectToSqs }
  const writeLine = options.writeLine ?? ((line) => void process.stdout.write(`${line}\n`))
  return {
    world: {
      sessions: new SessionTable({ client, tableName, newToken: randomUUID }),
      claims: new ClaimTable({ client, tableName: env.KEYS_TABLE }),
      progress: new ProgressItems({ client, tableName }),
      payments: new PaymentsResource({ accounts, publicBaseUrl }),
      calls: new CallResource(accounts),
      vault: new TokenSealer({
        keyId: env.TOKEN_KEY_ID,
        ...(options.connectToKms === undefined ? {} : { connect: options.connectToKms }),
      }),
      lookUp: lookUpOf(env, options),
      callbacks: new CallbackSender({ queueUrl: env.CALLBACK_QUEUE_URL, ...sqs }),
      outcomes: new OutcomeSender({ queueUrl: env.OUTCOME_QUEUE_URL, ...sqs }),
      journal: new JsonJournal({ write: writeLine, now, sessionsTable: tableName }),
      surroundings,
      voice: { delivery: env.PROMPT_DELIVERY, publicBaseUrl },
      merchants,
    },
    verifier: new TwilioRequestVerifier({ accounts, publicBaseUrl, now }),
  }
}

function lookUpOf(env: Env, { connectToLambda }: ComposeOptions): LookUpFunction | null {
  const functionArn = env.LOOK_UP_FUNCTION
  if (functionArn === 'none') return null
  const connect = connectToLambda === undefined ? {} : { connect: connectToLambda }
  return new LookUpFunction({ functionArn, ...connect })
}

interface Merchant extends MerchantAccount {
  readonly paymentConnector: string
}

/** The one that the plain variables describe, and those of `MERCHANTS`. */
function merchantsOf(env: Env): ReadonlyMap<string, Merchant> {
  const plain = {
    accountSid: env.TWILIO_ACCOUNT_SID,
    secret: env.TWILIO_SECRET,
    region: env.TWILIO_REGION,
    apiBaseUrl: env.TWILIO_API_BASE_URL,
    paymentConnector: env.PAYMENT_CONNECTOR,
  }
  const all = Object.entries({ ...env.MERCHANTS, default: plain })
  return new Map(
    all.map(([name, { region, apiBaseUrl, ...merchant }]) => [
      name,
      { ...merchant, apiBaseUrl: apiBaseUrl ?? twilioRegions[region] },
    ]),
  )
}
