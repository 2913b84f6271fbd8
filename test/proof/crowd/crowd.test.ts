import { describe, expect, test } from 'vitest'
import { Counter, racesTakenAgain } from './counting.ts'
import { crowd } from './crowd.ts'
import type { Exchange } from './exchanges.ts'
import { differencesOf, faultsOf } from './judging.ts'

test('calls at the same time are each charged their own amount, and told their own code', async () => {
  const result = await crowd({ calls: 20, withinMs: 110_000 })

  expect(result.mixed).toEqual([])
  expect(result.unlike).toEqual([])
  expect(result.sessions).toBeGreaterThanOrEqual(20)
  expect(result).toMatchObject({ charges: 20, late: 0, metrics: { SessionSucceeded: 20 } })
  // Every fifth is an agent's who presses twice: the second of two finds the first.
  expect(result.counts.refusedClaims).toBeGreaterThanOrEqual(4)
  expect(result.counts.repeatedByClients).toBeGreaterThanOrEqual(4 * 4)
  expect(result.counts.versionConflicts).toBeGreaterThan(0)
  expect(racesTakenAgain(result.counts)).toBeGreaterThan(0)
  expect(result.counts.serverErrors).toBe(0)
})

describe('a call is found to be mixed up', () => {
  const order = { reference: 'CROWD-1', amount: '10.01' }
  const own = {
    ...{ amount: '10.01', currency: 'USD', description: 'CROWD-1', confirmationCode: 'AB12' },
    callSid: 'CA1',
  }
  const words = 'Your confirmation code is: A, B, 1, 2.'
  const faults = (...ledger: readonly (typeof own)[]) => faultsOf(order, { ledger, words })

  test('when it was charged another amount, twice, not at all, or told another code', () => {
    expect(faults(own, { ...own, description: 'CROWD-2' })).toEqual([])
    expect(faults({ ...own, amount: '10.02' })).toHaveLength(1)
    expect(faults(own, own)).toHaveLength(1)
    expect(faults()).toHaveLength(1)
    expect(faults({ ...own, confirmationCode: 'CD34' })).toHaveLength(1)
  })

  test('when its session says another amount, reference or code, or nothing', () => {
    const purchase = { reference: 'CROWD-1', money: { amountMinor: 1_001, currency: 'USD' } }
    const state = { status: 'succeeded', confirmationCode: 'AB12' }
    const session = { callSid: 'CA1', purchase, state }
    const money = { amountMinor: 1_002, currency: 'USD' }

    expect(differencesOf([own], [session])).toEqual([])
    for (const other of [
      { ...session, purchase: { ...purchase, money } },
      { ...session, purchase: { ...purchase, reference: 'CROWD-2' } },
      { ...session, state: { ...state, confirmationCode: 'CD34' } },
      { ...session, state: { status: 'unresolved' } },
    ]) {
      expect(differencesOf([own], [other])).toHaveLength(1)
    }
    expect(differencesOf([own], [session, session])).toHaveLength(1)
    expect(differencesOf([], [session])).toHaveLength(1)
  })
})

describe('of what servers answer', () => {
  const ordinary: Exchange = {
    ...{ method: 'POST', path: '/', headers: {}, sent: '', status: 200, answered: '' },
  }
  const refused = (table: string, condition: string): Exchange => ({
    ...ordinary,
    headers: { 'x-amz-target': 'DynamoDB_20120810.PutItem', 'amz-sdk-request': 'attempt=1; max=2' },
    sent: JSON.stringify({ TableName: table, ConditionExpression: condition }),
    status: 400,
    answered: '{"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException"}',
  })
  const asked = { ...ordinary, path: '/sessions', headers: { 'idempotency-key': 'one' } }
  const problem = (code: string) => ({
    ...{ ...asked, status: 409 },
    answered: JSON.stringify({ type: `urn:ivr-payment-flow:problem:${code}` }),
  })
  const countsOf = (...exchanges: readonly Exchange[]) => {
    const counter = new Counter()
    for (const exchange of exchanges) counter.add(exchange)
    return counter.counts
  }

  test('lost races are counted apart from claims, and from what a queue refuses', () => {
    const race = refused('local-sessions', 'version = :version')
    const queue = { ...ordinary, headers: { 'x-amz-target': 'AmazonSQS.SendMessage' }, status: 400 }
    const counts = countsOf(race, refused('local-keys', 'sessionId = :from'), queue, ordinary, {
      ...refused('local-sessions', 'attribute_not_exists(id)'),
    })

    expect(counts).toMatchObject({ versionConflicts: 1, refusedClaims: 1, otherRefusedWrites: 1 })
    expect(counts.httpRequests).toBe(5)
    expect(racesTakenAgain(countsOf(race, race, problem('lost-race')))).toBe(1)
  })

  test('what is sent again is counted, by clients and to tables, and each 409 by its code', () => {
    const again = { ...ordinary, headers: { 'x-amz-target': 'DynamoDB_20120810.GetItem' } }
    const headers = { ...again.headers, 'amz-sdk-request': 'attempt=2; max=2' }
    const other = { ...asked, path: '/sessions/ps_1/complete' }
    const counts = countsOf(asked, problem('request-in-progress'), other, { ...again, headers })

    expect(counts).toMatchObject({ repeatedByClients: 1, resentToTables: 1 })
    expect(counts.conflicts).toEqual({ 'request-in-progress': 1 })
    // Whoever wrote it finds that it was the first try that won, and has lost to nobody.
    const race = refused('local-sessions', 'version = :version')
    expect(countsOf({ ...race, headers })).toMatchObject({
      ...{ refusedWhenResent: 1, versionConflicts: 0 },
    })
  })
})
