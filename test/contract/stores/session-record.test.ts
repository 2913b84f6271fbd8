import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { describe, expect, test } from 'vitest'
import type { Session } from '../../../lambda/domain/session/session.ts'
import { localTableNames } from '../../../local/tables.ts'
import { aSession, aSessionId } from '../../support/a-session.ts'
import { decided } from '../../support/decided.ts'
import { dynamoDbStores } from '../../support/dynamodb-stores.ts'
import { aPerson, everyEvent } from '../../support/every-event.ts'
import { sessionIn } from '../../support/sessions-in.ts'
import { freshDynamoDb } from './store-kinds.ts'

const TableName = localTableNames.sessions

/** Writes an item as another version of the code would have. */
async function putRecord(client: DynamoDBClient, record: object): Promise<void> {
  await client.send(
    new PutItemCommand({
      TableName,
      Item: {
        id: { S: aSessionId() },
        version: { N: '1' },
        writer: { S: 'another version' },
        session: { S: JSON.stringify(record) },
      },
    }),
  )
}

async function itemIn(client: DynamoDBClient) {
  const { Item = {} } = await client.send(
    new GetItemCommand({ TableName, Key: { id: { S: aSessionId() } } }),
  )
  return Item
}

describe('S40: a session that another version of the code wrote', () => {
  test('keeps what this version does not know, over a write', async () => {
    const client = await freshDynamoDb()
    const { sessions } = dynamoDbStores(client)
    const known = sessionIn('capturing')
    await putRecord(client, {
      ...known,
      tip: { amountMinor: 300 },
      state: { ...known.state, heardTwice: true },
      purchase: { ...known.purchase, fee: 25 },
      pending: { ...known.pending, region: 'eu-west-1' },
    })

    const stored = await sessions.load(aSessionId())
    if (stored === null) throw new Error('The record was written and not found.')
    const tended = decided(stored.session, everyEvent(stored.session)['call-alive'])
    await sessions.save({ session: tended, version: stored.version })

    expect(JSON.parse((await itemIn(client))['session']?.S ?? '')).toMatchObject({
      tip: { amountMinor: 300 },
      state: { status: 'capturing', heardTwice: true },
      purchase: { reference: 'INV-1001', fee: 25 },
      pending: { redrives: 0, region: 'eu-west-1' },
    })
  })

  test.each([
    { wrong: 'a status of the future', record: { state: { status: 'paused' } } },
    { wrong: 'a state without its details', record: { state: { status: 'collecting' } } },
    { wrong: 'no step', record: { step: undefined } },
    { wrong: 'money in fractions', record: { purchase: { money: { amountMinor: 1.5 } } } },
    { wrong: 'a command that nobody knows', record: { pending: { command: { type: 'refund' } } } },
    { wrong: 'a payment that is none', record: { paymentSids: ['PK1'] } },
  ])('is an error, rather than a guess, with $wrong', async ({ record }) => {
    const client = await freshDynamoDb()
    const { sessions } = dynamoDbStores(client)
    await putRecord(client, { ...aSession(), ...record })

    await expect(sessions.load(aSessionId())).rejects.toMatchObject({
      name: 'AppError',
      code: 'record-unreadable',
    })
  })
})

describe('an unresolved session', () => {
  test('that was stored before there were look-ups is read, and has had none', async () => {
    const client = await freshDynamoDb()
    const { sessions } = dynamoDbStores(client)
    await putRecord(client, { ...aSession(), state: { status: 'unresolved', since: 5 } })

    const stored = await sessions.load(aSessionId())

    const state = { status: 'unresolved', since: 5, charging: null, lookUps: 0 }
    expect(stored?.session.state).toEqual(state)
    expect(stored?.session).not.toHaveProperty('resolution')
  })

  test.each([aPerson, { ...aPerson, note: 'Seen at the bank.' }, { by: 'look-up' } as const])(
    'that was resolved says by whom, as it was said: %o',
    async (resolver) => {
      const client = await freshDynamoDb()
      const { sessions } = dynamoDbStores(client)
      const before = sessionIn('unresolved')
      const event = everyEvent(before)['resolved-charged']
      const resolved = decided(before, { ...event, resolver })

      await sessions.insert(resolved)
      const { resolution } = resolved
      if (resolution === undefined) return expect.fail('Nobody has said anything.')
      const twice = { ...resolved, earlierResolutions: [resolution] }
      await sessions.save({ session: twice, version: 1 })

      expect((await sessions.load(aSessionId()))?.session).toEqual(twice)
    },
  )
})

describe('the merchant of a session', () => {
  test('that was stored before there were several is the default one', async () => {
    const client = await freshDynamoDb()
    const { sessions } = dynamoDbStores(client)
    const { merchant: _, ...terms } = aSession().terms
    await putRecord(client, { ...aSession(), terms })

    const stored = await sessions.load(aSessionId())

    expect(stored?.session.terms.merchant).toBe('default')
  })

  test.each([
    { merchant: 'default', isWritten: false },
    { merchant: 'berlin', isWritten: true },
  ])('comes back as it was: $merchant', async ({ merchant, isWritten }) => {
    const client = await freshDynamoDb()
    const { sessions } = dynamoDbStores(client)
    const { terms } = aSession()

    await sessions.insert(aSession({ terms: { ...terms, merchant } }))

    expect((await sessions.load(aSessionId()))?.session.terms.merchant).toBe(merchant)
    expect((await itemIn(client))['session']?.S?.includes('merchant')).toBe(isWritten)
  })
})

/** Names and values, as DynamoDB counts them; numbers count less there than here. */
const bytesOf = (item: Awaited<ReturnType<typeof itemIn>>): number =>
  Object.entries(item).reduce(
    (sum, [name, { S = '', N = '' }]) => sum + Buffer.byteLength(name + S + N),
    0,
  )

/** Every moment of a guided payment in which two entries were refused and one card declined. */
function guidedPayment(): readonly Session[] {
  const moments: Session[] = [sessionIn('offered')]
  const take = (type: keyof ReturnType<typeof everyEvent>) => {
    const before = moments.at(-1) ?? aSession()
    const events = everyEvent(before)
    const card = { brand: 'mastercard', lastFour: '4444' }
    const event = type === 'field-captured' ? { ...events[type], card } : events[type]
    moments.push(decided(before, event))
  }
  const pay = () => {
    take('consent-given')
    take('payment-opened')
    take('field-rejected')
    for (let n = 0; n < 4; n++) take('field-captured')
  }
  pay()
  take('payment-refused')
  pay()
  take('payment-succeeded')
  return moments
}

test('a guided payment costs one write unit a write, from its beginning to its end', async () => {
  const client = await freshDynamoDb()
  const { sessions } = dynamoDbStores(client)
  const sizes: number[] = []

  for (const [n, session] of guidedPayment().entries()) {
    await (n === 0 ? sessions.insert(session) : sessions.save({ session, version: n }))
    sizes.push(bytesOf(await itemIn(client)))
  }

  expect(sizes).toHaveLength(17)
  expect(Math.max(...sizes)).toBeLessThan(1_024)
})
