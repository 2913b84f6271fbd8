import type { CallbackQueue, QueuedCallback } from '../../ports/outage/callback-queue.ts'
import { readCallback, sameCallbackId, writeCallback } from './callback-record.ts'
import { FifoSender, type FifoSenderOptions } from './fifo-sender.ts'

/**
 * By now the database has taken up to 4 s of a webhook's 14 s, and a token's seal up to 3 s: two
 * tries of this leave time to answer.
 */
const patience = { timeoutMs: 1_500, triesMax: 2 } as const

/** In an SQS FIFO queue: a group for each session, so that one never waits for another. */
export class CallbackSender implements CallbackQueue {
  readonly #sender: FifoSender

  constructor(options: FifoSenderOptions) {
    this.#sender = new FifoSender(options, patience)
  }

  put(callback: QueuedCallback): Promise<'queued' | 'unavailable'> {
    return this.#sender.put({
      body: writeCallback(callback),
      group: callback.sessionId,
      id: sameCallbackId(callback),
    })
  }

  read(body: string): QueuedCallback | null {
    return readCallback(body)
  }
}
