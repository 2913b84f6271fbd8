import { randomUUID } from 'node:crypto'
import { ClaimTable } from './adapters/dynamodb/claim-table.ts'
import { type DynamoDBClient, dynamoDb } from './adapters/dynamodb/client.ts'
import { ProgressItems } from './adapters/dynamodb/progress-items.ts'
import { SessionTable } from './adapters/dynamodb/session-table.ts'
import { TokenSealer, type TokenSealerOptions } from './adapters/kms/token-sealer.ts'
import { JsonJournal } from './adapters/system/journal.ts'
import { secretReader } from './adapters/system/secret.ts'
import { systemSurroundings } from './adapters/system/surroundings.ts'
import { CallResource } from './adapters/twilio/calls.ts'
import { CachedCredentials } from './adapters/twilio/credentials.ts'
import { PaymentsResource } from './adapters/twilio/payments.ts'
import { TwilioRequestVerifier } from './adapters/twilio/request-verifier.ts'
import { TwilioRest } from './adapters/twilio/rest.ts'
import type { Env } from './env.ts'
import type { Dependencies } from './http/dependencies.ts'
import type { Surroundings } from './ports/surroundings.ts'

export interface ComposeOptions {
  readonly client?: DynamoDBClient
  readonly connectToKms?: TokenSealerOptions['connect']
  readonly surroundings?: Surroundings
  readonly writeLine?: (line: string) => void
}

/** The only place that knows the adapters by name: to put another in, change it here. */
export function compose(env: Env, options: ComposeOptions = {}): Dependencies {
  const surroundings = options.surroundings ?? systemSurroundings
  const { now } = surroundings
  const publicBaseUrl = env.PUBLIC_BASE_URL
  const credentials = new CachedCredentials({
    accountSid: env.TWILIO_ACCOUNT_SID,
    read: secretReader(env.TWILIO_SECRET),
    now,
  })
  const rest = new TwilioRest({ credentials, apiBaseUrl: env.TWILIO_API_BASE_URL })
  const client = options.client ?? dynamoDb()
  const tableName = env.SESSIONS_TABLE
  const writeLine = options.writeLine ?? ((line) => void process.stdout.write(`${line}\n`))
  return {
    world: {
      sessions: new SessionTable({ client, tableName, newToken: randomUUID }),
      claims: new ClaimTable({ client, tableName: env.KEYS_TABLE }),
      progress: new ProgressItems({ client, tableName }),
      payments: new PaymentsResource({ rest, publicBaseUrl, now }),
      calls: new CallResource(rest),
      vault: new TokenSealer({
        keyId: env.TOKEN_KEY_ID,
        ...(options.connectToKms === undefined ? {} : { connect: options.connectToKms }),
      }),
      journal: new JsonJournal({ write: writeLine, now }),
      surroundings,
      voice: { delivery: env.PROMPT_DELIVERY, publicBaseUrl },
      paymentConnector: env.PAYMENT_CONNECTOR,
    },
    verifier: new TwilioRequestVerifier({ credentials, publicBaseUrl, now }),
  }
}
