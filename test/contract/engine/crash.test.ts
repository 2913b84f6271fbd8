import { afterAll } from 'vitest'
import { startTables } from '../../../local/tables.ts'
import { crashSuite } from '../../support/drill/crash-suite.ts'
import { dynamoDbStores, localDynamoDb } from '../../support/dynamodb-stores.ts'

const tables = await startTables({ port: 0 })
const client = localDynamoDb(tables.url)

afterAll(async () => {
  client.destroy()
  await tables.stop()
})

crashSuite('the embedded DynamoDB', () => dynamoDbStores(client))
