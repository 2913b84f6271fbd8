import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DynamoDBClient,
  ResourceInUseException,
} from '@aws-sdk/client-dynamodb'
import dynalite from 'dynalite'
import { keysTable, sessionsTable } from '../lambda/tables.ts'
import { close, listen } from './listen.ts'
import { occupy } from './occupy.ts'

/** What the two tables are called in the local world: `SESSIONS_TABLE` and `KEYS_TABLE`. */
export const localTableNames = { sessions: 'local-sessions', keys: 'local-keys' } as const

export interface TablesOptions {
  /** 0 takes any free port. */
  readonly port: number
  /** Keeps the data over a restart. @default - in memory, gone at the end */
  readonly directory?: string
}

export interface Tables {
  /** For `AWS_ENDPOINT_URL_DYNAMODB`. */
  readonly url: string
  readonly stop: () => Promise<void>
}

/** Starts an embedded DynamoDB on this machine and creates both tables where they are absent. */
export async function startTables({ port, directory }: TablesOptions): Promise<Tables> {
  const leave = directory === undefined ? async () => {} : await occupy(directory)
  // Real tables take seconds to become active; nobody learns anything from waiting for these.
  const server = dynalite({
    createTableMs: 0,
    ...(directory === undefined ? {} : { path: directory }),
  })
  const name = 'The embedded DynamoDB'
  const actualPort = await listen({ server, port, name, portVariable: 'TABLES_PORT' })
  const url = `http://127.0.0.1:${actualPort}`
  await createTables(url)
  const stop = async () => {
    await close(server)
    await leave()
  }
  return { url, stop }
}

async function createTables(url: string): Promise<void> {
  const client = new DynamoDBClient({
    endpoint: url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  })
  try {
    await Promise.all([sessions, keys].map((table) => createTable(client, table)))
  } finally {
    client.destroy()
  }
}

/** A table that is there already came with the directory of an earlier run. */
async function createTable(client: DynamoDBClient, table: CreateTableCommandInput): Promise<void> {
  try {
    await client.send(new CreateTableCommand(table))
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error
  }
}

const { dueIndex } = sessionsTable

const sessions: CreateTableCommandInput = {
  TableName: localTableNames.sessions,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: sessionsTable.partitionKey, AttributeType: 'S' },
    { AttributeName: dueIndex.partitionKey, AttributeType: 'S' },
    { AttributeName: dueIndex.sortKey, AttributeType: 'N' },
  ],
  KeySchema: [{ AttributeName: sessionsTable.partitionKey, KeyType: 'HASH' }],
  GlobalSecondaryIndexes: [
    {
      IndexName: dueIndex.name,
      KeySchema: [
        { AttributeName: dueIndex.partitionKey, KeyType: 'HASH' },
        { AttributeName: dueIndex.sortKey, KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ],
}

const keys: CreateTableCommandInput = {
  TableName: localTableNames.keys,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [{ AttributeName: keysTable.partitionKey, AttributeType: 'S' }],
  KeySchema: [{ AttributeName: keysTable.partitionKey, KeyType: 'HASH' }],
}
