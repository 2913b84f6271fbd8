import {
  type AttributeValue,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb'
import * as v from 'valibot'
import { parseSessionId } from '../../domain/values/ids.ts'
import { type EpochMs, parseEpochMs } from '../../domain/values/time.ts'
import type { Claim, ClaimStore } from '../../ports/claim-store.ts'
import { AppError, storageUnavailable } from '../../ports/errors.ts'
import { keysTable } from '../../tables.ts'
import { expiresAtEpochSeconds, isConditionFailure } from './client.ts'

const { partitionKey, timeToLive } = keysTable

export interface ClaimTableOptions {
  readonly client: DynamoDBClient
  readonly tableName: string
}

/**
 * Claims as single items. A session id is chosen anew for every claim, so that it doubles as the
 * token by which a writer recognises its own write.
 */
export class ClaimTable implements ClaimStore {
  readonly #options: ClaimTableOptions

  constructor(options: ClaimTableOptions) {
    this.#options = options
  }

  async claim(claim: Claim): Promise<Claim> {
    const expired = `${timeToLive} <= :now`
    const claimed = await this.#put(claim, {
      ConditionExpression: `attribute_not_exists(#key) OR ${expired}`,
      ExpressionAttributeNames: { '#key': partitionKey },
      ExpressionAttributeValues: { ':now': { N: String(Math.floor(claim.claimedAt / 1_000)) } },
    })
    if (claimed) return claim
    // A claim that is gone again between the two has just expired; then it is free for us.
    return (await this.find(claim.key, claim.claimedAt)) ?? claim
  }

  handOver({ from, to }: { readonly from: Claim; readonly to: Claim }): Promise<boolean> {
    return this.#put(to, {
      ConditionExpression: 'sessionId = :from',
      ExpressionAttributeValues: { ':from': { S: from.sessionId } },
    })
  }

  async find(key: string, now: EpochMs): Promise<Claim | null> {
    const item = await this.#read(key)
    if (item === undefined || Number(item[timeToLive]?.N) * 1_000 <= now) return null
    return readClaim(item, key)
  }

  async #read(key: string): Promise<Record<string, AttributeValue> | undefined> {
    try {
      const { Item } = await this.#options.client.send(
        new GetItemCommand({
          TableName: this.#options.tableName,
          Key: { [partitionKey]: { S: key } },
          ConsistentRead: true,
        }),
      )
      return Item
    } catch (error) {
      throw storageUnavailable('an idempotency key', error)
    }
  }

  async #put(claim: Claim, condition: Condition): Promise<boolean> {
    try {
      await this.#options.client.send(
        new PutItemCommand({
          TableName: this.#options.tableName,
          Item: {
            [partitionKey]: { S: claim.key },
            sessionId: { S: claim.sessionId },
            fingerprint: { S: claim.fingerprint },
            claimedAt: { N: String(claim.claimedAt) },
            earlier: { S: JSON.stringify(claim.earlier) },
            [timeToLive]: { N: String(expiresAtEpochSeconds(claim.claimedAt)) },
          },
          ...condition,
        }),
      )
      return true
    } catch (error) {
      const standing = await this.#read(claim.key)
      if (standing?.['sessionId']?.S === claim.sessionId) return true
      if (isConditionFailure(error)) return false
      throw storageUnavailable('an idempotency key', error)
    }
  }
}

interface Condition {
  readonly ConditionExpression: string
  readonly ExpressionAttributeNames?: Record<string, string>
  readonly ExpressionAttributeValues: Record<string, AttributeValue>
}

function readClaim(item: Record<string, AttributeValue>, key: string): Claim {
  const sessionId = parseSessionId(item['sessionId']?.S ?? '')
  const earlier = v.safeParse(earlierClaims, item['earlier']?.S ?? '[]')
  if (sessionId === null || !earlier.success) {
    throw new AppError('record-unreadable', {
      message: 'A stored claim names no session. Look for it in the table of idempotency keys.',
    })
  }
  const fingerprint = item['fingerprint']?.S ?? ''
  const claimedAt = parseEpochMs(Number(item['claimedAt']?.N))
  return { key, sessionId, fingerprint, claimedAt, earlier: earlier.output }
}

const earlierClaims = v.pipe(
  v.string(),
  v.parseJson(),
  v.array(
    v.object({
      sessionId: v.pipe(
        v.string(),
        v.rawTransform(({ dataset, addIssue, NEVER }) => {
          const id = parseSessionId(dataset.value)
          if (id !== null) return id
          addIssue({ message: 'be a session id' })
          return NEVER
        }),
      ),
      fingerprint: v.string(),
    }),
  ),
)
