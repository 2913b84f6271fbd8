import { setTimeout as pause } from 'node:timers/promises'
import {
  GetQueueAttributesCommand,
  ListQueuesCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs'
import type { LocalAws } from './local-aws.ts'

/** Lambda fetches what waits at once; the first run of a function takes a second or two. */
const patienceSeconds = 30

/** The deployed queue of callbacks, from the outside. */
export class CallbackQueue {
  readonly #client: SQSClient
  readonly #url: string

  private constructor(client: SQSClient, url: string) {
    this.#client = client
    this.#url = url
  }

  static async find(config: LocalAws['clientConfig']): Promise<CallbackQueue> {
    const client = new SQSClient(config)
    const { QueueUrls = [] } = await client.send(new ListQueuesCommand())
    const url = QueueUrls.find((one) => /Callbacks(?!DeadLetters)/.test(one))
    if (url === undefined) throw new Error('The stack has no queue of callbacks.')
    return new CallbackQueue(client, url)
  }

  async put(message: { readonly sessionId: string; readonly [member: string]: unknown }) {
    await this.#client.send(
      new SendMessageCommand({
        QueueUrl: this.#url,
        MessageBody: JSON.stringify(message),
        MessageGroupId: message.sessionId,
        MessageDeduplicationId: message.sessionId,
      }),
    )
  }

  /** Empty is what was taken in, and deleted; what failed only hides. */
  async untilEmpty(): Promise<'empty' | 'not empty'> {
    const deadline = Date.now() + patienceSeconds * 1000
    while (Date.now() < deadline) {
      const names = [
        'ApproximateNumberOfMessages',
        'ApproximateNumberOfMessagesNotVisible',
      ] as const
      const { Attributes = {} } = await this.#client.send(
        new GetQueueAttributesCommand({ QueueUrl: this.#url, AttributeNames: [...names] }),
      )
      if (names.every((name) => Attributes[name] === '0')) return 'empty'
      await pause(200)
    }
    return 'not empty'
  }

  close(): void {
    this.#client.destroy()
  }
}
