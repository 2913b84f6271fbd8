import type { SQSClient } from '@aws-sdk/client-sqs'

/**
 * By now the database has taken up to 4 s of a webhook's 14 s, and a token's seal up to 3 s: two
 * tries of this leave time to answer.
 */
const REQUEST_TIMEOUT_MS = 1_500
const TRIES_MAX = 2

export interface FifoSenderOptions {
  readonly queueUrl: string
  /** @default - of this AWS account and region */
  readonly connect?: () => Promise<SQSClient>
}

export interface FifoMessage {
  readonly body: string
  /** Messages of a group keep their order; one group never waits for another. */
  readonly group: string
  /** What has the same within five minutes is one message. */
  readonly id: string
}

/** Puts messages into one SQS FIFO queue. */
export class FifoSender {
  readonly #queueUrl: string
  readonly #connect: () => Promise<SQSClient>
  #client: Promise<SQSClient> | null = null

  constructor({ queueUrl, connect = connectToSqs }: FifoSenderOptions) {
    this.#queueUrl = queueUrl
    this.#connect = connect
  }

  /** `unavailable` when nothing is known to be kept. Never throws. */
  async put({ body, group, id }: FifoMessage): Promise<'queued' | 'unavailable'> {
    try {
      const { SendMessageCommand } = await import('@aws-sdk/client-sqs')
      this.#client ??= this.#connect()
      const client = await this.#client
      await client.send(
        new SendMessageCommand({
          QueueUrl: this.#queueUrl,
          MessageBody: body,
          MessageGroupId: group,
          MessageDeduplicationId: id,
        }),
      )
      return 'queued'
    } catch {
      return 'unavailable'
    }
  }
}

/** Loaded with the first message: no cold start pays for it. */
async function connectToSqs(): Promise<SQSClient> {
  const { SQSClient: Client } = await import('@aws-sdk/client-sqs')
  return new Client({
    maxAttempts: TRIES_MAX,
    requestHandler: {
      connectionTimeout: REQUEST_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      throwOnRequestTimeout: true,
    },
  })
}
