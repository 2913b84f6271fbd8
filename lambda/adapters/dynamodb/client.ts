import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb'

export type { DynamoDBClient }

/**
 * DynamoDB answers in milliseconds; a caller is waiting. Three tries of 2 s fit into every
 * function's time with room for Twilio's part.
 */
const REQUEST_TIMEOUT_MS = 2_000
const CONNECTION_TIMEOUT_MS = 1_000
const TRIES_MAX = 3

/** Region, credentials and endpoint come from the environment, as the SDK reads it. */
export const dynamoDb = (): DynamoDBClient =>
  new DynamoDBClient({
    maxAttempts: TRIES_MAX,
    requestHandler: {
      requestTimeout: REQUEST_TIMEOUT_MS,
      connectionTimeout: CONNECTION_TIMEOUT_MS,
    },
  })

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
