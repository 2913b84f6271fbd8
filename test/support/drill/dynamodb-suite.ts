import { afterAll, beforeAll } from 'vitest'
import { startTables, type Tables } from '../../../local/tables.ts'
import { dynamoDbStores, localDynamoDb } from '../dynamodb-stores.ts'
import { crashSuite } from './crash-suite.ts'
import { payments } from './payments/all.ts'

/**
 * The same on an embedded DynamoDB. A sample: each I/O takes some milliseconds here, and memory has
 * seen the others, among them the deaths that are alike. A file for some of it, side by side.
 */
export function crashesOnDynamoDb(sample: readonly string[]): void {
  let tables: Tables
  let client: ReturnType<typeof localDynamoDb>

  beforeAll(async () => {
    tables = await startTables({ port: 0 })
    client = localDynamoDb(tables.url)
  })

  afterAll(async () => {
    client.destroy()
    await tables.stop()
  })

  crashSuite({
    name: 'the embedded DynamoDB',
    makeStores: () => dynamoDbStores(client),
    payments: payments.filter(({ name }) => sample.includes(name)),
    isSample: true,
  })
}
