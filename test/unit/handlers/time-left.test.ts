import type { SQSRecord } from 'aws-lambda'
import { describe, expect, test } from 'vitest'
import { writeCallback } from '../../../lambda/adapters/sqs/callback-record.ts'
import { makeHandler as makeReplay } from '../../../lambda/handlers/replay-callbacks.ts'
import { makeHandler as makeSettle } from '../../../lambda/handlers/settle-due-sessions.ts'
import type { Dependencies } from '../../../lambda/http/dependencies.ts'
import { at, NOON } from '../../support/a-session.ts'
import { aWorld, storedIn } from '../../support/a-world.ts'
import { everyEvent } from '../../support/every-event.ts'
import { sessionIn } from '../../support/sessions-in.ts'

const completing = sessionIn('completing')

const verifier: Dependencies['verifier'] = {
  signatureHolds: () => Promise.reject(new Error('Nobody has asked from outside.')),
  sealHolds: () => Promise.reject(new Error('Nobody has asked from outside.')),
}

/** Two minutes after noon, with one charge whose verdict is overdue; each read of it is counted. */
async function anOverdueCharge() {
  const fake = aWorld({ startAt: at(120_000) })
  await fake.stores.sessions.insert(completing)
  const reads: string[] = []
  const { sessions } = fake.world
  const counted: typeof sessions = {
    ...{ insert: sessions.insert, save: sessions.save },
    load: (id) => {
      reads.push('load')
      return sessions.load(id)
    },
    due: (query) => {
      reads.push('due')
      return sessions.due(query)
    },
  }
  return { fake, reads, dependencies: { world: { ...fake.world, sessions: counted }, verifier } }
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
  const body = writeCallback({
    ...{ sessionId: completing.id, told },
    ...{ signers: ['default'], receivedAt: NOON },
  })
  const record: Pick<SQSRecord, 'messageId' | 'body'> = { messageId: 'm-1', body }
  const replayed = async (milliseconds: number) => {
    const { fake, reads, dependencies } = await anOverdueCharge()
    const Records = [{ ...aRecord, ...record }]
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
})

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
