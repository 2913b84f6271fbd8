import { DeleteMessageCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs'
import { localSqs } from '../outage/local-sqs.ts'
import type { JourneyWorld } from './world.ts'

/** All that waits in the queue of outcomes, in its order; it is done with then, and is gone. */
export async function outcomesIn({
  outcomeQueue: { url: QueueUrl, endpoint },
}: Pick<JourneyWorld, 'outcomeQueue'>): Promise<ReadonlyArray<Record<string, unknown>>> {
  const client = localSqs(endpoint)
  const outcomes: Record<string, unknown>[] = []
  for (;;) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
    )
    for (const { Body = '', ReceiptHandle } of Messages) {
      outcomes.push(JSON.parse(Body))
      await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }))
    }
    if (Messages.length === 0) break
  }
  client.destroy()
  return outcomes
}
