import { DeleteMessageCommand, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs'
import { expect, onTestFinished, test } from 'vitest'
import { OutcomeSender } from '../../../lambda/adapters/sqs/outcome-sender.ts'
import type { EndedStatus } from '../../../lambda/domain/session/outcome.ts'
import { startQueues } from '../../../local/queue/queues.ts'
import { virtualTime } from '../../../local/twilio/simulator.ts'
import { aSessionId, at, NOON } from '../../support/a-session.ts'
import { localSqs } from '../../support/outage/local-sqs.ts'
import { sessionIn } from '../../support/sessions-in.ts'

const endedIn = (status: EndedStatus, outcomes: number) => sessionIn(status, { outcomes })

async function aQueue() {
  const time = virtualTime({ startAtMs: NOON })
  const queues = await startQueues({ time, handler: async () => null, report: () => {} })
  const client = localSqs(queues.url)
  onTestFinished(async () => {
    client.destroy()
    await queues.stop()
  })
  const queueUrl = queues.outcomeQueueUrl
  const sender = new OutcomeSender({ queueUrl, connect: async () => client })
  const tell = (status: EndedStatus, number = 1, session = endedIn(status, number)) =>
    sender.put({ session, outcome: { number, status, at: at(5_000) } })
  const deadLetters = () => queues.outcomes.deadLetters().map(({ body }) => JSON.parse(body))
  return { tell, client, queueUrl, time, deadLetters }
}

/** As a back end would: reads what there is, and is done with it. */
async function readAll(client: SQSClient, QueueUrl: string) {
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
  )
  for (const { ReceiptHandle } of Messages) {
    await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }))
  }
  return Messages.map(({ Body = '' }) => JSON.parse(Body))
}

test('a payment that was made is told with all that an order is found by, and no card', async () => {
  const { tell, client, queueUrl } = await aQueue()
  const session = sessionIn('succeeded')

  expect(await tell('succeeded')).toBe('queued')
  expect(await readAll(client, queueUrl)).toEqual([
    {
      version: 1,
      id: `${aSessionId()}-1`,
      sessionId: aSessionId(),
      number: 1,
      status: 'succeeded',
      confirmationCode: 'ch_7Yx',
      money: 'moved',
      amount: '42.50',
      currency: 'USD',
      reference: 'INV-1001',
      description: session.purchase.description,
      mode: session.mode,
      callSid: session.callSid,
      merchant: 'default',
      at: new Date(NOON + 5_000).toISOString(),
    },
  ])
})

test.each([
  ['failed', 'not-moved', 'no-input'],
  ['cancelled', 'not-moved', 'cancelled-by-client'],
  ['unresolved', 'not-known', 'no-verdict'],
] as const)('%s says why, and that the money is %s', async (status, money, reason) => {
  const { tell, client, queueUrl } = await aQueue()
  await tell(status)

  expect(await readAll(client, queueUrl)).toMatchObject([{ status, money, reason }])
})

test('what is told late says how it was then, and not how it is now', async () => {
  const { tell, client, queueUrl } = await aQueue()
  const now = endedIn('succeeded', 2)
  await tell('unresolved', 1, now)
  await tell('succeeded', 2, now)

  const [first, second] = await readAll(client, queueUrl)
  expect(first).toMatchObject({ number: 1, status: 'unresolved', money: 'not-known' })
  expect(first).not.toHaveProperty('confirmationCode')
  expect(second).toMatchObject({ number: 2, status: 'succeeded', confirmationCode: 'ch_7Yx' })
})

test('what is told late has no reason of an ending of the same status that has followed', async () => {
  const { tell, client, queueUrl } = await aQueue()
  const now = endedIn('failed', 3)
  await tell('failed', 1, now)
  await tell('failed', 3, now)

  const [first, third] = await readAll(client, queueUrl)
  expect(first).toMatchObject({ number: 1, status: 'failed', money: 'not-moved' })
  expect(first).not.toHaveProperty('reason')
  expect(third).toMatchObject({ number: 3, status: 'failed', reason: 'no-input' })
})

test('a charge that nobody had asked for is told as unexpected, so that somebody refunds it', async () => {
  const { client, queueUrl } = await aQueue()
  const sender = new OutcomeSender({ queueUrl, connect: async () => client })
  const outcome = { number: 2, status: 'succeeded', at: at(0), unexpected: true } as const
  await sender.put({ session: endedIn('succeeded', 2), outcome })

  expect(await readAll(client, queueUrl)).toMatchObject([{ number: 2, unexpected: true }])
})

test('S35: what is told again within minutes is one message; what was read is gone', async () => {
  const { tell, client, queueUrl } = await aQueue()
  await tell('succeeded')
  await tell('succeeded')

  expect(await readAll(client, queueUrl)).toHaveLength(1)
  expect(await readAll(client, queueUrl)).toEqual([])
})

test('S35: what nobody is done with holds up its own session alone, and is a dead letter in the end', async () => {
  const { tell, client, queueUrl, time, deadLetters } = await aQueue()
  const receive = new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 1 })
  await tell('unresolved', 1)
  await client.send(receive)
  await tell('succeeded', 2)
  await tell('failed', 1, sessionIn('failed', { id: aSessionId(2) }))

  expect(await readAll(client, queueUrl)).toMatchObject([{ sessionId: aSessionId(2) }])
  for (let tries = 0; tries < 9; tries++) {
    time.advance(180_000)
    await client.send(receive)
  }
  expect(deadLetters()).toEqual([])
  time.advance(180_000)
  expect(await readAll(client, queueUrl)).toMatchObject([{ number: 2, status: 'succeeded' }])
  const given = { sessionId: aSessionId(), number: 1, status: 'unresolved' }
  expect(deadLetters()).toMatchObject([given])
})
