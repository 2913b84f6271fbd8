import { expect, onTestFinished, test } from 'vitest'
import { CallbackSender } from '../../../lambda/adapters/sqs/callback-sender.ts'
import { OutcomeSender } from '../../../lambda/adapters/sqs/outcome-sender.ts'
import { FifoQueue } from '../../../local/queue/fifo-queue.ts'
import { startQueueServer } from '../../../local/queue/server.ts'
import { aSessionId, at, NOON } from '../../support/a-session.ts'
import { localSqs } from '../../support/outage/local-sqs.ts'
import { callback, ended } from '../../support/outage/to-be-queued.ts'

async function anEmptyQueue() {
  const day = 86_400_000
  const times = { visibilityTimeoutMs: 120_000, deduplicationMs: 300_000 }
  const queue = new FifoQueue({ ...times, now: () => NOON + day, receivesMax: 3 })
  const server = await startQueueServer({ port: 0, queues: new Map([['a.fifo', { queue }]]) })
  const client = localSqs(server.url)
  onTestFinished(async () => {
    client.destroy()
    await server.stop()
  })
  const sender = new CallbackSender({
    queueUrl: server.urlOf('a.fifo'),
    connect: async () => client,
  })
  return { queue, sender, server, client }
}

test('a callback is kept in the group of its session, and can be read again', async () => {
  const { queue, sender } = await anEmptyQueue()

  expect(await sender.put(callback)).toBe('queued')
  const [message] = queue.waiting()
  expect(message?.groupId).toBe(aSessionId())
  expect(sender.read(message?.body ?? '')).toEqual(callback)
})

test('a callback that Twilio repeats is kept once, although its token is sealed anew', async () => {
  const { queue, sender } = await anEmptyQueue()

  for (const [n, sealedToken] of ['a', 'b', 'c'].entries()) {
    const again = {
      ...callback,
      told: { ...callback.told, sealedToken },
      receivedAt: at(n * 1_000),
    }
    expect(await sender.put(again)).toBe('queued')
  }
  expect(await sender.put({ ...callback, told: { ...callback.told, step: 7 } })).toBe('queued')
  expect(queue.waiting()).toHaveLength(2)
})

test('a queue that is not there, or not that one, is no error', async () => {
  const { server } = await anEmptyQueue()

  for (const endpoint of ['http://127.0.0.1:1', server.url]) {
    const client = localSqs(endpoint)
    client.config.maxAttempts = async () => 1
    const queueUrl = `${endpoint}/0/other.fifo`
    const sender = new CallbackSender({ queueUrl, connect: async () => client })
    expect(await sender.put(callback)).toBe('unavailable')
    client.destroy()
  }
})

test('what was kept open is closed when a function wakes: each message has its own way', async () => {
  const { queue, server } = await anEmptyQueue()
  process.env['AWS_ENDPOINT_URL_SQS'] = server.url
  onTestFinished(() => {
    delete process.env['AWS_ENDPOINT_URL_SQS']
  })
  const sender = new OutcomeSender({ queueUrl: server.urlOf('a.fifo') })
  for (const number of [1, 2, 3]) {
    const outcome = { ...ended.outcome, number }
    expect(await sender.put({ session: ended.session, outcome })).toBe('queued')
  }

  expect(queue.waiting()).toHaveLength(3)
  expect(server.connections()).toBe(3)
})
