import type { SQSClient } from '@aws-sdk/client-sqs'
import { notKept } from '../system/connections.ts'

export interface FifoSenderOptions {
  readonly queueUrl: string
  /** @default - of this AWS account and region */
  readonly connect?: () => Promise<SQSClient>
}

/** How long somebody may be kept waiting for a message to be taken. */
export interface Patience {
  /** Of one try to connect, and of one to be answered. */
  readonly timeoutMs: number
  readonly triesMax: number
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

  constructor({ queueUrl, connect }: FifoSenderOptions, patience: Patience) {
    this.#queueUrl = queueUrl
    this.#connect = connect ?? (() => connectToSqs(patience))
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
async function connectToSqs({ timeoutMs, triesMax }: Patience): Promise<SQSClient> {
  const { SQSClient: Client } = await import('@aws-sdk/client-sqs')
  return new Client({
    maxAttempts: triesMax,
    requestHandler: {
      ...notKept,
      connectionTimeout: timeoutMs,
      requestTimeout: timeoutMs,
      throwOnRequestTimeout: true,
    },
  })
}
