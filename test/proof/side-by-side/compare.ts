import { mock } from 'node:test'
import { CreateTableCommand } from '@aws-sdk/client-dynamodb'
import { startTables } from '../../../local/tables.ts'
import { NOON } from '../../support/a-session.ts'
import { localDynamoDb } from '../../support/dynamodb-stores.ts'
import type { Contender } from './contender.ts'
import { ours } from './ours.ts'
import { powertools } from './powertools.ts'
import { type Scenario, scenarios } from './scenarios.ts'
import { Processor } from './trouble.ts'

/** Ours with Twilio's callback before the second request, and after it; and the layer's. */
export const ourColumns = ['ivr-payment-flow', 'ivr-payment-flow, callback late'] as const
export const columns = [...ourColumns, 'Powertools, default', 'Powertools, careful'] as const
export type Column = (typeof columns)[number]

const isOurs = (column: Column): column is (typeof ourColumns)[number] =>
  ourColumns.some((own) => own === column)

export interface Cell {
  readonly scenario: string
  readonly column: Column
  readonly charges: number
  readonly told: readonly string[]
}

/** Both are given the time that it takes for a late callback, and for the schedule. */
const AT_LAST_MS = 2 * 60_000

/** Every scenario for every column, each on tables of its own, under a clock that jumps. */
export async function compare(): Promise<readonly Cell[]> {
  const cells: Cell[] = []
  for (const scenario of scenarios) {
    for (const column of columns) cells.push(await cellOf(scenario, column))
  }
  return cells
}

async function cellOf(scenario: Scenario, column: Column): Promise<Cell> {
  const tables = await startTables({ port: 0 })
  mock.timers.enable({ apis: ['Date'], now: NOON })
  const client = localDynamoDb(tables.url)
  try {
    const processor = new Processor(scenario.trouble)
    const contender = await contenderIn(column, { processor, client })
    const told = await play(scenario, contender)
    return { scenario: scenario.name, column, charges: processor.ledger.length, told }
  } finally {
    mock.timers.reset()
    client.destroy()
    await tables.stop()
  }
}

async function play(scenario: Scenario, contender: Contender): Promise<readonly string[]> {
  const first = await contender.request({ hasKey: true })
  await passes(contender, scenario.retryAfterMs)
  const second = await contender.request({ hasKey: scenario.retryHasKey })
  await passes(contender, AT_LAST_MS)
  const last = await contender.readAtLast()
  return [first, second, ...(last === null ? [] : [last])]
}

async function passes(contender: Contender, spanMs: number): Promise<void> {
  mock.timers.setTime(Date.now() + spanMs)
  await contender.passes(spanMs)
}

type Parts = { readonly processor: Processor; readonly client: ReturnType<typeof localDynamoDb> }

async function contenderIn(column: Column, { processor, client }: Parts): Promise<Contender> {
  if (isOurs(column)) {
    const callbackAfterRequests = column === 'ivr-payment-flow' ? 1 : 2
    return ours(processor, { client, callbackAfterRequests })
  }
  const tableName = 'idempotency'
  await client.send(
    new CreateTableCommand({
      TableName: tableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    }),
  )
  const config = column === 'Powertools, default' ? 'default' : 'careful'
  return powertools(processor, { client, tableName, config })
}
