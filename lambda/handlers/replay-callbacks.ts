import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda'
import type { Dependencies } from '../http/dependencies.ts'
import { replayCallbacks } from '../use-cases/outage/replay-callbacks.ts'

/**
 * From the queue: Takes in the callbacks that came while the database was away, each session's in
 * order. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export const makeHandler =
  ({ world }: Dependencies) =>
  async (
    { Records }: Pick<SQSEvent, 'Records'>,
    context: Pick<Context, 'getRemainingTimeInMillis'>,
  ): Promise<SQSBatchResponse> => {
    const messages = Records.map(({ messageId: id, body, attributes }) => ({
      id,
      group: attributes.MessageGroupId ?? '',
      body,
    }))
    const remainingMs = () => context.getRemainingTimeInMillis()
    const left = await replayCallbacks(world, { messages, remainingMs })
    return { batchItemFailures: left.map((itemIdentifier) => ({ itemIdentifier })) }
  }
