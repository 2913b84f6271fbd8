import { randomUUID } from 'node:crypto'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { ClaimTable } from '../../lambda/adapters/dynamodb/claim-table.ts'
import { ProgressItems } from '../../lambda/adapters/dynamodb/progress-items.ts'
import { SessionTable } from '../../lambda/adapters/dynamodb/session-table.ts'
import { localTableNames } from '../../local/tables.ts'

export const localDynamoDb = (endpoint: string): DynamoDBClient =>
  new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  })

/** The adapters that are deployed, on a DynamoDB of this machine. */
export function dynamoDbStores(client: DynamoDBClient) {
  const tableName = localTableNames.sessions
  return {
    sessions: new SessionTable({ client, tableName, newToken: randomUUID }),
    claims: new ClaimTable({ client, tableName: localTableNames.keys }),
    progress: new ProgressItems({ client, tableName }),
  }
}
