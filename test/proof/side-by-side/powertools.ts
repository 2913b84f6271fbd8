import { IdempotencyConfig, makeIdempotent } from '@aws-lambda-powertools/idempotency'
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb'
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { GatewayHandler } from '../../../lambda/http/gateway-types.ts'
import { lambdaContext } from '../../../local/gateway/context.ts'
import type { Contender } from './contender.ts'
import { aRequest } from './request.ts'
import type { Processor } from './trouble.ts'

/** The key is found where clients send it; everything else is as the layer has it. */
const eventKeyJmesPath = 'headers."idempotency-key"'

/**
 * `default` says no more than where the key is. `careful` also refuses a request without a key,
 * compares the body, keeps records for a day, and hashes with SHA-256.
 */
export const powertoolsConfigs = {
  default: { eventKeyJmesPath },
  careful: {
    eventKeyJmesPath,
    throwOnNoIdempotencyKey: true,
    payloadValidationJmesPath: 'body',
    expiresAfterSeconds: 24 * 60 * 60,
    hashFunction: 'sha256',
  },
} as const

export type PowertoolsConfig = keyof typeof powertoolsConfigs

/** A plain handler that charges, in Powertools' idempotency layer, in a new process each time. */
export function powertools(
  processor: Processor,
  on: {
    readonly client: DynamoDBClient
    readonly tableName: string
    readonly config: PowertoolsConfig
  },
): Contender {
  processor.watches(on.client)
  const charge: GatewayHandler = async () => {
    const confirmationCode = await processor.charge()
    return { statusCode: 200, body: JSON.stringify({ confirmationCode }) }
  }
  const newProcess = () =>
    makeIdempotent(charge, {
      persistenceStore: new DynamoDBPersistenceLayer({
        tableName: on.tableName,
        awsSdkV3Client: on.client,
      }),
      config: new IdempotencyConfig(powertoolsConfigs[on.config]),
    })
  return {
    request: ({ hasKey }) =>
      processor.survives(async () => {
        const context = lambdaContext('complete-session', () => Date.now())
        try {
          const { statusCode, body } = await newProcess()(aRequest({ hasKey }), context)
          return `${statusCode} ${JSON.parse(body ?? '{}').confirmationCode}`
        } catch (error) {
          return `500 ${error instanceof Error ? error.name : 'error'}`
        }
      }),
    passes: async () => {},
    readAtLast: async () => null,
  }
}
