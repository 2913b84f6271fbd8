import { afterAll } from 'vitest'
import { startTables } from '../../../local/tables.ts'
import { crashSuite } from '../../support/drill/crash-suite.ts'
import { payments } from '../../support/drill/payments.ts'
import { dynamoDbStores, localDynamoDb } from '../../support/dynamodb-stores.ts'

const tables = await startTables({ port: 0 })
const client = localDynamoDb(tables.url)

afterAll(async () => {
  client.destroy()
  await tables.stop()
})

/**
 * A sample: each I/O takes some milliseconds here, and memory has seen the others. So it has the
 * deaths that are alike, and the payments that ask for more fields in the same way.
 */
const sample = ['guided, few fields', 'guided, a card declined', 'assisted, few fields']

crashSuite({
  name: 'the embedded DynamoDB',
  makeStores: () => dynamoDbStores(client),
  payments: payments.filter(({ name }) => sample.includes(name)),
  triesAlikes: false,
})
