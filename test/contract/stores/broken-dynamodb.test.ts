import { type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { describe, expect, test } from 'vitest'
import { aSession, aSessionId, at } from '../../support/a-session.ts'
import { dynamoDbStores, localDynamoDb } from '../../support/dynamodb-stores.ts'
import { freshDynamoDb } from './store-kinds.ts'

const unavailable = { name: 'AppError', code: 'storage-unavailable' }

const claim = {
  key: 'start#1',
  sessionId: aSessionId(),
  fingerprint: 'what was asked',
  claimedAt: at(0),
  earlier: [],
}

/** Writes reach the table, and then the connection breaks, after all tries of the SDK. */
function loseAnswers(client: DynamoDBClient): void {
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const output = await next(args)
        if (commandName === 'PutItemCommand') throw new Error('socket hang up')
        return output
      },
    { step: 'initialize' },
  )
}

/** The first answer to a write is lost, so that the SDK itself sends the write again. */
function loseFirstAnswer(client: DynamoDBClient): { readonly sends: () => number } {
  let sends = 0
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName !== 'PutItemCommand') return next(args)
        sends += 1
        const output = await next(args).catch((error: unknown) => Promise.reject(error))
        if (sends > 1) return output
        throw Object.assign(new Error('read ECONNRESET'), { name: 'TimeoutError' })
      },
    { step: 'finalizeRequest', priority: 'low' },
  )
  return { sends: () => sends }
}

/** Writes never reach the table. */
function loseWrites(client: DynamoDBClient): void {
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName === 'PutItemCommand') throw new Error('connect ETIMEDOUT')
        return next(args)
      },
    { step: 'initialize' },
  )
}

describe('S34: a write whose answer is lost, though it was applied', () => {
  test('is recognised by its own token', async () => {
    const client = await freshDynamoDb()
    const { sessions, claims } = dynamoDbStores(client)
    loseAnswers(client)

    const inserted = await sessions.insert(aSession())
    const saved = await sessions.save({ session: aSession({ step: 1 }), version: 1 })
    const claimed = await claims.claim(claim)
    const to = { ...claim, sessionId: aSessionId(2) }
    const handedOver = await claims.handOver({ from: claim, to })

    expect([inserted, saved, handedOver]).toEqual(['saved', 'saved', true])
    expect(claimed).toEqual(claim)
    expect((await sessions.load(aSessionId()))?.version).toBe(2)
  })

  test('is recognised when the SDK sends it again and meets its own condition', async () => {
    const client = await freshDynamoDb()
    const { sessions } = dynamoDbStores(client)
    await sessions.insert(aSession())
    const { sends } = loseFirstAnswer(client)

    const saved = await sessions.save({ session: aSession({ step: 1 }), version: 1 })

    expect(saved).toBe('saved')
    expect(sends()).toBe(2)
    expect(await sessions.load(aSessionId())).toMatchObject({ version: 2, session: { step: 1 } })
  })

  test('is not taken for the own one when it is another’s', async () => {
    const client = await freshDynamoDb()
    await dynamoDbStores(client).sessions.insert(aSession({ step: 7 }))
    const { sessions } = dynamoDbStores(client)

    expect(await sessions.insert(aSession())).toBe('exists')
  })
})

describe('S34: a write that may not have been applied', () => {
  test('is an error, and no conflict', async () => {
    const client = await freshDynamoDb()
    const { sessions, claims } = dynamoDbStores(client)
    await sessions.insert(aSession())
    loseWrites(client)

    const session = aSession({ step: 1 })
    await expect(sessions.save({ session, version: 1 })).rejects.toMatchObject(unavailable)
    await expect(claims.claim(claim)).rejects.toMatchObject(unavailable)
    expect((await sessions.load(aSessionId()))?.version).toBe(1)
  })

  test('is an error that keeps its cause and names the session', async () => {
    const client = await freshDynamoDb()
    const { sessions } = dynamoDbStores(client)
    loseWrites(client)

    await expect(sessions.insert(aSession())).rejects.toMatchObject({
      message: expect.stringContaining(aSessionId()),
      cause: expect.objectContaining({ message: 'connect ETIMEDOUT' }),
    })
  })
})

test('a database that is not there is an error of every method', async () => {
  const client = localDynamoDb('http://127.0.0.1:1')
  client.config.maxAttempts = async () => 1
  const { sessions, claims, progress } = dynamoDbStores(client)

  const asked = [
    () => sessions.load(aSessionId()),
    () => sessions.insert(aSession()),
    () => sessions.save({ session: aSession(), version: 1 }),
    () => sessions.due({ now: at(0), limit: 1 }),
    () => claims.claim(claim),
    () => claims.find('start#1', at(0)),
    () => progress.note(aSessionId(), { step: 1, digits: 1, at: at(0) }),
    () => progress.read(aSessionId()),
  ]

  for (const ask of asked) await expect(ask()).rejects.toMatchObject(unavailable)
})

test('a read without an answer names what was asked for', async () => {
  const client = localDynamoDb('http://127.0.0.1:1')
  client.config.maxAttempts = async () => 1
  const { sessions } = dynamoDbStores(client)

  await expect(sessions.load(aSessionId())).rejects.toMatchObject({
    message: expect.stringContaining(aSessionId()),
  })
})

test.each([
  'ThrottlingException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'InternalServerError',
  'ServiceUnavailable',
  'TimeoutError',
])(
  'S34: a table that answers a write with %s is an error, and nothing was written',
  async (name) => {
    const client = await freshDynamoDb()
    const { sessions, claims } = dynamoDbStores(client)
    client.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          if (commandName !== PutItemCommand.name) return next(args)
          throw Object.assign(new Error('rate'), { name })
        },
      { step: 'initialize' },
    )

    await expect(sessions.insert(aSession())).rejects.toMatchObject(unavailable)
    await expect(claims.claim(claim)).rejects.toMatchObject(unavailable)
    expect(await sessions.load(aSessionId())).toBeNull()
    expect(await claims.find(claim.key, at(1))).toBeNull()
  },
)
