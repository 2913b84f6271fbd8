import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb'
import { afterEach, describe, expect, test } from 'vitest'
import { localTableNames, startTables, type Tables } from '../../../local/tables.ts'

const running: Tables[] = []
const clients: DynamoDBClient[] = []

async function start(options: { directory?: string } = {}): Promise<DynamoDBClient> {
  const tables = await startTables({ port: 0, ...options })
  const client = new DynamoDBClient({
    endpoint: tables.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
  })
  running.push(tables)
  clients.push(client)
  return client
}

async function stopAll(): Promise<void> {
  for (const client of clients.splice(0)) client.destroy()
  await Promise.all(running.splice(0).map((tables) => tables.stop()))
}

afterEach(stopAll)

describe('the local tables', () => {
  test('are ready to use as soon as they have started', async () => {
    const client = await start()

    const { Table } = await client.send(
      new DescribeTableCommand({ TableName: localTableNames.keys }),
    )

    expect(Table?.TableStatus).toBe('ACTIVE')
    expect(Table?.KeySchema).toEqual([{ AttributeName: 'key', KeyType: 'HASH' }])
  })

  test('find a session that is due by the index, and only such a session', async () => {
    const client = await start()
    const TableName = localTableNames.sessions
    const due = {
      id: { S: 'a' },
      due: { S: 'due' },
      dueAt: { N: '5' },
      status: { S: 'completing' },
    }
    await client.send(new PutItemCommand({ TableName, Item: due }))
    await client.send(new PutItemCommand({ TableName, Item: { id: { S: 'b' } } }))

    const { Items } = await client.send(
      new QueryCommand({
        TableName,
        IndexName: 'due',
        KeyConditionExpression: 'due = :due AND dueAt <= :now',
        ExpressionAttributeValues: { ':due': { S: 'due' }, ':now': { N: '6' } },
      }),
    )

    expect(Items).toEqual([{ id: { S: 'a' }, due: { S: 'due' }, dueAt: { N: '5' } }])
  })

  test('keep their items over a restart when given a directory', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'tables-'))
    const key = { TableName: localTableNames.keys, Key: { key: { S: 'start#one' } } }
    const first = await start({ directory })
    await first.send(new PutItemCommand({ TableName: key.TableName, Item: key.Key }))
    await stopAll()

    const second = await start({ directory })
    const { Item } = await second.send(new GetItemCommand(key))

    expect(Item).toEqual(key.Key)
    await stopAll()
    await rm(directory, { recursive: true })
  })
})
