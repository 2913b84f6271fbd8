import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  type DynamoDBClientConfig,
} from '@aws-sdk/client-dynamodb'
import { KeptConnections } from '../system/connections.ts'

export type { DynamoDBClient }

/**
 * DynamoDB answers in milliseconds. Two tries of a second, for a read, a write and the look whether
 * the write was applied, leave half of a webhook's 14 s to Twilio.
 */
const REQUEST_TIMEOUT_MS = 1_000
const TRIES_MAX = 2

interface Where extends Pick<DynamoDBClientConfig, 'endpoint'> {
  /** @default - the clock of the system */
  readonly now?: () => number
}

/** Region, credentials and endpoint come from the environment, as the SDK reads it. */
export function dynamoDb({ now = Date.now, ...where }: Where = {}): DynamoDBClient {
  const connections = new KeptConnections(now)
  const { httpAgent, httpsAgent } = connections
  const client = new DynamoDBClient({
    ...where,
    maxAttempts: TRIES_MAX,
    requestHandler: {
      ...{ httpAgent, httpsAgent },
      connectionTimeout: REQUEST_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      // Without this the time-out is only a warning, and a silent socket holds us for ever.
      throwOnRequestTimeout: true,
    },
  })
  client.middlewareStack.add((next) => (request) => connections.during(() => next(request)), {
    step: 'initialize',
  })
  return client
}

export const isConditionFailure = (error: unknown): boolean =>
  error instanceof ConditionalCheckFailedException

/**
 * Sessions and claims are kept long enough to answer for a disputed payment, and a replayed key
 * with the session it made: banks give cardholders 120 days, and then there is the post.
 */
export const KEPT_DAYS = 180

const DAY_MS = 24 * 60 * 60_000

export const expiresAtEpochSeconds = (createdAtMs: number): number =>
  Math.floor((createdAtMs + KEPT_DAYS * DAY_MS) / 1_000)
