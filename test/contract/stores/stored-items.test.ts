import {
  type AttributeValue,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb'
import { describe, expect, test } from 'vitest'
import { settleDueSessions } from '../../../lambda/use-cases/settle-due-sessions.ts'
import { localTableNames } from '../../../local/tables.ts'
import { aSession, aSessionId, at } from '../../support/a-session.ts'
import { aWorld } from '../../support/a-world.ts'
import { dynamoDbStores } from '../../support/dynamodb-stores.ts'
import { sessionIn } from '../../support/sessions-in.ts'
import { freshDynamoDb } from './store-kinds.ts'

type Item = Record<string, AttributeValue>

const put = (client: DynamoDBClient, table: keyof typeof localTableNames, item: Item) =>
  client.send(new PutItemCommand({ TableName: localTableNames[table], Item: item }))

async function itemOf(client: DynamoDBClient, id: string): Promise<Item | undefined> {
  const key = { TableName: localTableNames.sessions, Key: { id: { S: id } } }
  return (await client.send(new GetItemCommand(key))).Item
}

const aClaim = {
  key: 'start#1',
  sessionId: aSessionId(),
  fingerprint: 'what was asked',
  claimedAt: at(0),
  earlier: [],
}

const aClaimItem: Item = {
  key: { S: aClaim.key },
  sessionId: { S: aClaim.sessionId },
  fingerprint: { S: aClaim.fingerprint },
  claimedAt: { N: String(aClaim.claimedAt) },
  expiresAt: { N: String(at(0) / 1_000 + 60) },
}

const untold = {
  outcomes: [{ number: 1, status: 'succeeded', at: at(0) }],
  tries: 1,
  triedAt: at(0),
} as const

describe('the words of the tables, which one release writes and the next one reads', () => {
  test.each([
    { session: sessionIn('offered'), due: 'due', dueAt: at(60_000) },
    { session: sessionIn('completing'), due: 'verdict', dueAt: at(90_000) },
    { session: sessionIn('unresolved'), due: 'look-up', dueAt: at(150_000) },
    { session: sessionIn('succeeded', { untold }), due: 'tell', dueAt: at(20_000) },
  ])('say what a session that is $session.state.status is due for', async (one) => {
    const { session, due, dueAt } = one
    const client = await freshDynamoDb()
    await dynamoDbStores(client).sessions.insert(session)

    expect(await itemOf(client, aSessionId())).toMatchObject({
      version: { N: '1' },
      due: { S: due },
      dueAt: { N: String(dueAt) },
    })
  })

  test('may have a charge without a verdict where the release before kept it, and it is found', async () => {
    const client = await freshDynamoDb()
    const stores = dynamoDbStores(client)
    await stores.sessions.insert(sessionIn('completing'))
    const item = await itemOf(client, aSessionId())
    await put(client, 'sessions', { ...item, due: { S: 'due' } })
    const fake = aWorld({ startAt: at(100_000), remainingMs: 55_000 })

    await settleDueSessions({ ...fake.world, ...stores }, fake)

    const stored = await stores.sessions.load(aSessionId())
    expect(stored?.session.state.status).toBe('unresolved')
    expect(await itemOf(client, aSessionId())).toMatchObject({ due: { S: 'look-up' } })
  })

  test('say since when a session is too old to be kept', async () => {
    const client = await freshDynamoDb()
    await dynamoDbStores(client).sessions.insert(aSession({ createdAt: at(1_500) }))

    const days = 180 * 24 * 60 * 60
    expect(await itemOf(client, aSessionId())).toMatchObject({
      expiresAt: { N: String(at(0) / 1_000 + 1 + days) },
    })
  })

  test('may lack what a claim had before, which there was none of then', async () => {
    const client = await freshDynamoDb()
    await put(client, 'keys', aClaimItem)

    expect(await dynamoDbStores(client).claims.find(aClaim.key, at(1_000))).toEqual(aClaim)
  })

  test('keep what a claim had before, in its order', async () => {
    const { claims } = dynamoDbStores(await freshDynamoDb())
    const earlier = [
      { sessionId: aSessionId(3), fingerprint: 'c' },
      { sessionId: aSessionId(2), fingerprint: 'b' },
    ]
    await claims.claim({ ...aClaim, earlier })

    expect(await claims.find(aClaim.key, at(1_000))).toEqual({ ...aClaim, earlier })
  })
})

describe('an item that is', () => {
  test('no session is not loaded as one, not overwritten, and not due', async () => {
    const client = await freshDynamoDb()
    const { sessions } = dynamoDbStores(client)
    await put(client, 'sessions', { id: { S: aSessionId() } })
    await put(client, 'sessions', { id: { S: 'other' }, due: { S: 'due' }, dueAt: { N: '0' } })

    expect(await sessions.load(aSessionId())).toBeNull()
    expect(await sessions.insert(aSession())).toBe('exists')
    expect(await sessions.due({ now: at(0), limit: 10 })).toEqual([])
  })

  test.each([
    { what: 'names no session', item: { sessionId: { S: 'ps_1' } } },
    { what: 'names nothing at all', item: { sessionId: { N: '1' } } },
    { what: 'has an earlier one without a session', item: { earlier: { S: '[{}]' } } },
    {
      what: 'has an earlier one of something else',
      item: { earlier: { S: '[{"sessionId":"ps_1","fingerprint":""}]' } },
    },
    { what: 'has something else for the earlier ones', item: { earlier: { S: '{' } } },
  ])('a claim that $what is an error, since it may hide a payment', async ({ item }) => {
    const client = await freshDynamoDb()
    await put(client, 'keys', { ...aClaimItem, ...item })

    await expect(dynamoDbStores(client).claims.find(aClaim.key, at(1_000))).rejects.toMatchObject({
      name: 'AppError',
      code: 'record-unreadable',
    })
  })

  test('a claim with nothing but its key is an error, too', async () => {
    const client = await freshDynamoDb()
    const { key = { S: '' }, expiresAt = { N: '0' } } = aClaimItem
    await put(client, 'keys', { key, expiresAt })

    await expect(dynamoDbStores(client).claims.find(aClaim.key, at(1_000))).rejects.toMatchObject({
      name: 'AppError',
      code: 'record-unreadable',
    })
  })

  test('a claim without a session is not taken over by a writer who was late', async () => {
    const client = await freshDynamoDb()
    const { claims } = dynamoDbStores(client)
    await put(client, 'keys', { key: { S: aClaim.key } })

    expect(await claims.handOver({ from: aClaim, to: aClaim })).toBe(false)
  })
})

test('sessions and claims are read as they were written last, and never from a copy', async () => {
  const client = await freshDynamoDb()
  const { sessions, claims } = dynamoDbStores(client)
  const reads: unknown[] = []
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName === GetItemCommand.name) reads.push(args.input)
        return next(args)
      },
    { step: 'initialize' },
  )

  await sessions.load(aSessionId())
  await claims.find(aClaim.key, at(0))

  const isConsistent = expect.objectContaining({ ConsistentRead: true })
  expect(reads).toEqual([isConsistent, isConsistent])
})
