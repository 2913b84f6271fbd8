import type { SQSRecord } from 'aws-lambda'
import { describe, expect, test } from 'vitest'
import { writeCallback } from '../../../lambda/adapters/sqs/callback-record.ts'
import type { SessionId } from '../../../lambda/domain/values/ids.ts'
import { makeHandler as makeReplay } from '../../../lambda/handlers/replay-callbacks.ts'
import { makeHandler as makeSettle } from '../../../lambda/handlers/settle-due-sessions.ts'
import type { Dependencies } from '../../../lambda/http/dependencies.ts'
import { storageUnavailable } from '../../../lambda/ports/errors.ts'
import { aSessionId, at, NOON } from '../../support/a-session.ts'
import { aWorld, storedIn } from '../../support/a-world.ts'
import { everyEvent } from '../../support/every-event.ts'
import { sessionIn } from '../../support/sessions-in.ts'

const completing = sessionIn('completing')

const verifier: Dependencies['verifier'] = {
  signatureHolds: () => Promise.reject(new Error('Nobody has asked from outside.')),
  sealHolds: () => Promise.reject(new Error('Nobody has asked from outside.')),
}

/** Two minutes after noon: one charge whose verdict is overdue, and no other can be read. */
async function anOverdueCharge() {
  const fake = aWorld({ startAt: at(120_000) })
  await fake.stores.sessions.insert(completing)
  const reads: string[] = []
  const { sessions } = fake.world
  const counted: typeof sessions = {
    ...{ insert: sessions.insert, save: sessions.save },
    load: (id) => {
      reads.push('load')
      if (id !== completing.id) throw storageUnavailable('session', new Error('throttled'))
      return sessions.load(id)
    },
    due: (query) => {
      reads.push('due')
      return sessions.due(query)
    },
  }
  return { fake, reads, dependencies: { world: { ...fake.world, sessions: counted }, verifier } }
}

/** As SQS hands a message over, all but what is in it. */
const aRecord: SQSRecord = {
  ...{ messageId: '', body: '', receiptHandle: 'r', md5OfBody: '' },
  attributes: {
    ...{ ApproximateReceiveCount: '1', SentTimestamp: '0', SenderId: 's' },
    ...{ ApproximateFirstReceiveTimestamp: '0', MessageGroupId: completing.id },
  },
  messageAttributes: {},
  ...{ eventSource: 'aws:sqs', eventSourceARN: 'arn', awsRegion: 'eu-west-1' },
}

const left = (milliseconds: number) => ({ getRemainingTimeInMillis: () => milliseconds })

describe('a run of the schedule', () => {
  const settled = async (milliseconds: number) => {
    const { fake, reads, dependencies } = await anOverdueCharge()
    const result = await makeSettle(dependencies)({}, left(milliseconds))
    return { result, reads, status: (await storedIn(fake)).state.status }
  }

  test('begins nothing when its function has no time left', async () => {
    const { result, reads, status } = await settled(1_000)

    expect(result).toEqual({ seen: 0, changed: 0, failed: 0 })
    expect(reads).toEqual([])
    expect(status).toBe('completing')
  })

  test('settles what is due when it has', async () => {
    expect(await settled(55_000)).toMatchObject({
      result: { seen: 1, changed: 1, failed: 0 },
      status: 'unresolved',
    })
  })
})

describe('callbacks from the queue', () => {
  const { at: _, ...told } = everyEvent(completing)['payment-succeeded']
  const bodyFor = (sessionId: SessionId): string =>
    writeCallback({ sessionId, told, signers: ['default'], receivedAt: NOON })
  const verdict = { ...aRecord, messageId: 'm-1', body: bodyFor(completing.id) }
  const replayed = async (milliseconds: number, Records = [verdict]) => {
    const { fake, reads, dependencies } = await anOverdueCharge()
    const result = await makeReplay(dependencies)({ Records }, left(milliseconds))
    return { result, reads, status: (await storedIn(fake)).state.status }
  }

  test('stay there when the function has no time left', async () => {
    const { result, reads, status } = await replayed(1_000)

    expect(result).toEqual({ batchItemFailures: [{ itemIdentifier: 'm-1' }] })
    expect(reads).toEqual([])
    expect(status).toBe('completing')
  })

  test('are taken in when it has', async () => {
    expect(await replayed(20_000)).toMatchObject({
      result: { batchItemFailures: [] },
      status: 'succeeded',
    })
  })

  test('wait behind one of the same group that has to wait, and of no other', async () => {
    const others = { ...completing, id: aSessionId(2) }
    const waiting = { ...verdict, messageId: 'm-0', body: bodyFor(others.id) }
    const attributes = { ...aRecord.attributes, MessageGroupId: others.id }
    const behind = await replayed(20_000, [waiting, verdict])
    const beside = await replayed(20_000, [{ ...waiting, attributes }, verdict])

    expect(behind).toMatchObject({ status: 'completing' })
    expect(behind.result.batchItemFailures).toHaveLength(2)
    expect(beside).toMatchObject({ status: 'succeeded' })
    expect(beside.result.batchItemFailures).toEqual([{ itemIdentifier: 'm-0' }])
  })
})
