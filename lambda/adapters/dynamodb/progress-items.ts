import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import type { SessionId } from '../../domain/values/ids.ts'
import { parseEpochMs } from '../../domain/values/time.ts'
import { storageUnavailable } from '../../ports/errors.ts'
import type { Progress, ProgressStore } from '../../ports/progress-store.ts'
import { sessionsTable } from '../../tables.ts'

const { partitionKey, timeToLive } = sessionsTable

/** Of use while the field is keyed; a day leaves room for whoever looks into a call. */
const KEPT_SECONDS = 24 * 60 * 60

export interface ProgressItemsOptions {
  readonly client: DynamoDBClient
  readonly tableName: string
}

/** An item beside the session, overwritten with every key: the last one wins. */
export class ProgressItems implements ProgressStore {
  readonly #options: ProgressItemsOptions

  constructor(options: ProgressItemsOptions) {
    this.#options = options
  }

  async note(id: SessionId, { step, digits, at }: Progress): Promise<void> {
    await this.#options.client
      .send(
        new PutItemCommand({
          TableName: this.#options.tableName,
          Item: {
            [partitionKey]: { S: `${id}#progress` },
            step: { N: String(step) },
            digits: { N: String(digits) },
            notedAt: { N: String(at) },
            [timeToLive]: { N: String(Math.floor(at / 1_000) + KEPT_SECONDS) },
          },
        }),
      )
      .catch((error: unknown) => {
        throw storageUnavailable(`the progress of session ${id}`, error)
      })
  }

  async read(id: SessionId): Promise<Progress | null> {
    const { Item } = await this.#options.client
      .send(
        new GetItemCommand({
          TableName: this.#options.tableName,
          Key: { [partitionKey]: { S: `${id}#progress` } },
        }),
      )
      .catch((error: unknown) => {
        throw storageUnavailable(`the progress of session ${id}`, error)
      })
    if (Item === undefined) return null
    return {
      step: Number(Item['step']?.N),
      digits: Number(Item['digits']?.N),
      at: parseEpochMs(Number(Item['notedAt']?.N)),
    }
  }
}
