import type { SQSClient } from '@aws-sdk/client-sqs'
import type { CallbackQueue, QueuedCallback } from '../../ports/outage/callback-queue.ts'
import { readCallback, sameCallbackId, writeCallback } from './callback-record.ts'

/**
 * By now the database has taken up to 4 s of a webhook's 14 s, and a token's seal up to 3 s: two
 * tries of this leave time to answer.
 */
const REQUEST_TIMEOUT_MS = 1_500
const TRIES_MAX = 2

export interface CallbackSenderOptions {
  readonly queueUrl: string
  /** @default - of this AWS account and region */
  readonly connect?: () => Promise<SQSClient>
}

/** In an SQS FIFO queue: a group for each session, so that one never waits for another. */
export class CallbackSender implements CallbackQueue {
  readonly #queueUrl: string
  readonly #connect: () => Promise<SQSClient>
  #client: Promise<SQSClient> | null = null

  constructor({ queueUrl, connect = connectToSqs }: CallbackSenderOptions) {
    this.#queueUrl = queueUrl
    this.#connect = connect
  }

  async put(callback: QueuedCallback): Promise<'queued' | 'unavailable'> {
    try {
      const { SendMessageCommand } = await import('@aws-sdk/client-sqs')
      this.#client ??= this.#connect()
      const client = await this.#client
      await client.send(
        new SendMessageCommand({
          QueueUrl: this.#queueUrl,
          MessageBody: writeCallback(callback),
          MessageGroupId: callback.sessionId,
          MessageDeduplicationId: sameCallbackId(callback),
        }),
      )
      return 'queued'
    } catch {
      return 'unavailable'
    }
  }

  read(body: string): QueuedCallback | null {
    return readCallback(body)
  }
}

/** Loaded when the database is away for the first time: no cold start pays for it. */
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
