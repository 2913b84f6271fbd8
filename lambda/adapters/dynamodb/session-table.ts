import {
  type AttributeValue,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb'
import { type DueFor, nextDue } from '../../domain/machine/due.ts'
import { parseSessionId, type SessionId } from '../../domain/values/ids.ts'
import { storageUnavailable } from '../../ports/errors.ts'
import type { DueQuery, SessionStore, StoredSession } from '../../ports/session-store.ts'
import { sessionsTable } from '../../tables.ts'
import { expiresAtEpochSeconds, isConditionFailure } from './client.ts'
import { readSession, writeSession } from './session-record.ts'

const { partitionKey, dueIndex, timeToLive } = sessionsTable

export interface SessionTableOptions {
  readonly client: DynamoDBClient
  readonly tableName: string
  /** A token of its own for every write, by which its writer recognises it later. */
  readonly newToken: () => string
}

interface Write {
  readonly stored: StoredSession
  readonly condition: string
  readonly values: Record<string, AttributeValue>
}

/** Sessions as single items, each write conditional on the version read. */
export class SessionTable implements SessionStore {
  readonly #options: SessionTableOptions

  constructor(options: SessionTableOptions) {
    this.#options = options
  }

  async load(id: SessionId): Promise<StoredSession | null> {
    const item = await this.#read(id)
    const json = item?.['session']?.S
    if (json === undefined) return null
    return { session: readSession(json, id), version: Number(item?.['version']?.N) }
  }

  async insert(session: StoredSession['session']): Promise<'saved' | 'exists'> {
    const condition = `attribute_not_exists(${partitionKey})`
    const saved = await this.#write({ stored: { session, version: 1 }, condition, values: {} })
    return saved ? 'saved' : 'exists'
  }

  async save({ session, version }: StoredSession): Promise<'saved' | 'conflict'> {
    const saved = await this.#write({
      stored: { session, version: version + 1 },
      condition: 'version = :version',
      values: { ':version': { N: String(version) } },
    })
    return saved ? 'saved' : 'conflict'
  }

  async due(query: DueQuery): Promise<readonly SessionId[]> {
    const found = await this.#options.client
      .send(
        new QueryCommand({
          TableName: this.#options.tableName,
          IndexName: dueIndex.name,
          KeyConditionExpression: '#due = :due AND #dueAt <= :now',
          ExpressionAttributeNames: { '#due': dueIndex.partitionKey, '#dueAt': dueIndex.sortKey },
          ExpressionAttributeValues: {
            ':due': { S: partitionOf[query.dueFor ?? 'care'] },
            ':now': { N: String(query.now) },
          },
          Limit: query.limit,
        }),
      )
      .catch((error: unknown) => {
        throw storageUnavailable('the sessions that are due', error)
      })
    const ids = (found.Items ?? []).map((item) => parseSessionId(item[partitionKey]?.S ?? ''))
    return ids.filter((id) => id !== null)
  }

  /**
   * A failed condition, or no answer, is no proof of losing: an earlier try of the same write may
   * have been applied. Whoever finds the own token in the item has won.
   */
  async #write({ stored, condition, values }: Write): Promise<boolean> {
    const { client, tableName, newToken } = this.#options
    const token = newToken()
    try {
      await client.send(
        new PutItemCommand({
          TableName: tableName,
          Item: itemOf(stored, token),
          ConditionExpression: condition,
          ...(Object.keys(values).length > 0 ? { ExpressionAttributeValues: values } : {}),
        }),
      )
      return true
    } catch (error) {
      const standing = await this.#read(stored.session.id)
      if (standing?.['writer']?.S === token) return true
      if (isConditionFailure(error)) return false
      throw storageUnavailable(`session ${stored.session.id}`, error)
    }
  }

  async #read(id: SessionId): Promise<Record<string, AttributeValue> | undefined> {
    try {
      const { Item } = await this.#options.client.send(
        new GetItemCommand({
          TableName: this.#options.tableName,
          Key: { [partitionKey]: { S: id } },
          ConsistentRead: true,
        }),
      )
      return Item
    } catch (error) {
      throw storageUnavailable(`session ${id}`, error)
    }
  }
}

/**
 * What is due shares one partition of the index for each kind: it is little, and soon gone from it.
 * So neither a crowd of idle sessions, nor a slow processor, nor a queue that is away ever keeps a
 * charge waiting for its truth.
 *
 * The version before kept charges without a verdict under `due`, too, and may still write some
 * while a deployment goes on. They need no second query here: whoever reads `due` settles whatever
 * a session there is due for by its record, charges first, and minutes later none is left.
 */
const partitionOf: Readonly<Record<DueFor, string>> = {
  verdict: 'verdict',
  care: 'due',
  'look-up': 'look-up',
  tell: 'tell',
}

function itemOf({ session, version }: StoredSession, token: string) {
  const due = nextDue(session)
  const item: Record<string, AttributeValue> = {
    [partitionKey]: { S: session.id },
    version: { N: String(version) },
    writer: { S: token },
    session: { S: writeSession(session) },
    [timeToLive]: { N: String(expiresAtEpochSeconds(session.createdAt)) },
  }
  if (due === null) return item
  return {
    ...item,
    [dueIndex.partitionKey]: { S: partitionOf[due.dueFor] },
    [dueIndex.sortKey]: { N: String(due.at) },
  }
}
