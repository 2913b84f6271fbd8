import { describe, expect, test } from 'vitest'
import type { Claim } from '../../../lambda/ports/claim-store.ts'
import { aSessionId, at } from '../../support/a-session.ts'
import { dynamoDbStores } from '../../support/dynamodb-stores.ts'
import { freshDynamoDb, storeKinds } from './store-kinds.ts'

const aClaim = (wanted: Partial<Claim> = {}): Claim => ({
  key: 'call#CA00000000000000000000000000000001',
  sessionId: aSessionId(),
  fingerprint: '4250 USD INV-1001',
  claimedAt: at(0),
  earlier: [],
  ...wanted,
})

const second = aClaim({ sessionId: aSessionId(2), claimedAt: at(5), fingerprint: 'other' })

describe.each(storeKinds)('claims kept $kind', ({ fresh }) => {
  test('go to whoever comes first', async () => {
    const { claims } = await fresh()

    const first = await claims.claim(aClaim())
    const late = await claims.claim(second)

    expect(first).toEqual(aClaim())
    expect(late).toEqual(aClaim())
    expect(await claims.find(aClaim().key, at(1_000))).toEqual(aClaim())
  })

  test('do not stand in the way of other keys', async () => {
    const { claims } = await fresh()
    await claims.claim(aClaim())

    const other = await claims.claim({ ...second, key: 'start#Zy8_kQ1-aB3dE5gH' })

    expect(other.sessionId).toBe(aSessionId(2))
  })

  test('are not found before they are made', async () => {
    const { claims } = await fresh()

    expect(await claims.find(aClaim().key, at(1_000))).toBeNull()
  })

  test('are given to one of twenty who come at once, and all are told to whom', async () => {
    const { claims } = await fresh()

    const held = await Promise.all(
      Array.from({ length: 20 }, (_, n) => claims.claim(aClaim({ sessionId: aSessionId(n) }))),
    )

    expect(new Set(held.map(({ sessionId }) => sessionId)).size).toBe(1)
  })

  test('are handed from one session to the next', async () => {
    const { claims } = await fresh()
    await claims.claim(aClaim())

    const isMine = await claims.handOver({ from: aClaim(), to: second })

    expect(isMine).toBe(true)
    expect(await claims.find(aClaim().key, at(1_000))).toEqual(second)
  })

  test('are not handed over by a session that has them no longer', async () => {
    const { claims } = await fresh()
    await claims.claim(aClaim())
    await claims.handOver({ from: aClaim(), to: second })

    const third = aClaim({ sessionId: aSessionId(3) })
    const isMine = await claims.handOver({ from: aClaim(), to: third })

    expect(isMine).toBe(false)
    expect(await claims.find(aClaim().key, at(1_000))).toEqual(second)
  })

  test('are not handed over when nobody has them', async () => {
    const { claims } = await fresh()

    expect(await claims.handOver({ from: aClaim(), to: second })).toBe(false)
    expect(await claims.find(aClaim().key, at(1_000))).toBeNull()
  })

  test('are handed to one of twenty who want them at once', async () => {
    const { claims } = await fresh()
    await claims.claim(aClaim())

    const won = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        claims.handOver({ from: aClaim(), to: aClaim({ sessionId: aSessionId(50 + n) }) }),
      ),
    )

    expect(won.filter((isMine) => isMine)).toHaveLength(1)
  })
})

describe('a claim in DynamoDB', () => {
  const DAY_MS = 24 * 60 * 60 * 1_000

  test('S33: is free once it has expired, though the broom has not come yet', async () => {
    const { claims } = dynamoDbStores(await freshDynamoDb())
    await claims.claim(aClaim())

    const early = await claims.claim({ ...second, claimedAt: at(180 * DAY_MS - 1) })
    const late = await claims.claim({ ...second, claimedAt: at(180 * DAY_MS) })

    const third = aClaim({ sessionId: aSessionId(3), claimedAt: at(180 * DAY_MS + 1) })

    expect(early.sessionId).toBe(aSessionId(1))
    expect(late.sessionId).toBe(aSessionId(2))
    // It has been written, too: whoever comes next is told of it.
    expect((await claims.claim(third)).sessionId).toBe(aSessionId(2))
  })

  test('is not found any more once it has expired', async () => {
    const { claims } = dynamoDbStores(await freshDynamoDb())
    await claims.claim(aClaim())

    expect(await claims.find(aClaim().key, at(180 * DAY_MS - 1))).toEqual(aClaim())
    expect(await claims.find(aClaim().key, at(180 * DAY_MS))).toBeNull()
  })

  test('is free when it expires between the write and the look at who has it', async () => {
    const client = await freshDynamoDb()
    const { claims } = dynamoDbStores(client)
    await claims.claim(aClaim())
    client.middlewareStack.add(
      (next, { commandName }) =>
        async (args) =>
          commandName === 'GetItemCommand'
            ? { response: {}, output: { $metadata: {} } }
            : next(args),
      { step: 'initialize' },
    )

    expect(await claims.claim(second)).toEqual(second)
  })
})

describe.each(storeKinds)('progress kept $kind', ({ fresh }) => {
  test('is none before the first key', async () => {
    const { progress } = await fresh()

    expect(await progress.read(aSessionId())).toBeNull()
  })

  test('is what was noted last, of each session apart', async () => {
    const { progress } = await fresh()
    await progress.note(aSessionId(1), { step: 2, digits: 1, at: at(0) })
    await progress.note(aSessionId(2), { step: 3, digits: 7, at: at(1) })
    await progress.note(aSessionId(1), { step: 2, digits: 2, at: at(2) })

    expect(await progress.read(aSessionId(1))).toEqual({ step: 2, digits: 2, at: at(2) })
    expect(await progress.read(aSessionId(2))).toEqual({ step: 3, digits: 7, at: at(1) })
  })

  test('is no session', async () => {
    const { progress, sessions } = await fresh()

    await progress.note(aSessionId(), { step: 2, digits: 1, at: at(0) })

    expect(await sessions.load(aSessionId())).toBeNull()
    expect(await sessions.due({ now: at(3_600_000), limit: 10 })).toEqual([])
  })
})
