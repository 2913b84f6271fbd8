import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { onTestFinished } from 'vitest'
import type { ClaimStore } from '../../../lambda/ports/claim-store.ts'
import type { ProgressStore } from '../../../lambda/ports/progress-store.ts'
import type { SessionStore } from '../../../lambda/ports/session-store.ts'
import { startTables } from '../../../local/tables.ts'
import { dynamoDbStores, localDynamoDb } from '../../support/dynamodb-stores.ts'
import { memoryStores } from '../../support/memory/stores.ts'

interface Stores {
  readonly sessions: SessionStore
  readonly claims: ClaimStore
  readonly progress: ProgressStore
}

/** An empty DynamoDB of this test alone. */
export async function freshDynamoDb(): Promise<DynamoDBClient> {
  const { url, stop } = await startTables({ port: 0 })
  const client = localDynamoDb(url)
  onTestFinished(async () => {
    client.destroy()
    await stop()
  })
  return client
}

/** Every implementation of the stores; each test gets empty ones. */
export const storeKinds: ReadonlyArray<{
  readonly kind: string
  readonly fresh: () => Promise<Stores>
}> = [
  { kind: 'in memory', fresh: async () => memoryStores() },
  { kind: 'in DynamoDB', fresh: async () => dynamoDbStores(await freshDynamoDb()) },
]
