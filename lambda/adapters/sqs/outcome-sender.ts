import type { EndedSession, OutcomeQueue } from '../../ports/integrator/outcome-queue.ts'
import { FifoSender, type FifoSenderOptions } from './fifo-sender.ts'
import { outcomeId, writeOutcome } from './outcome-record.ts'

/** In an SQS FIFO queue, from which a function of the integrator's may be fed. */
export class OutcomeSender implements OutcomeQueue {
  readonly #sender: FifoSender

  constructor(options: FifoSenderOptions) {
    this.#sender = new FifoSender(options)
  }

  put(ended: EndedSession): Promise<'queued' | 'unavailable'> {
    return this.#sender.put({
      body: writeOutcome(ended),
      group: ended.session.id,
      id: outcomeId(ended),
    })
  }
}
