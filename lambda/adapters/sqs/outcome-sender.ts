import type { EndedSession, OutcomeQueue } from '../../ports/integrator/outcome-queue.ts'
import { FifoSender, type FifoSenderOptions } from './fifo-sender.ts'
import { outcomeId, writeOutcome } from './outcome-record.ts'

/**
 * A caller may be waiting for the next word meanwhile. What does not work at once is tried again by
 * the schedule.
 */
const patience = { timeoutMs: 1_000, triesMax: 1 } as const

/** In an SQS FIFO queue, from which a function of the integrator's may be fed. */
export class OutcomeSender implements OutcomeQueue {
  readonly #sender: FifoSender

  constructor(options: FifoSenderOptions) {
    this.#sender = new FifoSender(options, patience)
  }

  put(ended: EndedSession): Promise<'queued' | 'unavailable'> {
    return this.#sender.put({
      body: writeOutcome(ended),
      group: ended.session.id,
      id: outcomeId(ended),
    })
  }
}
