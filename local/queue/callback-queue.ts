import {
  deduplicationMinutes,
  receivesMax,
  visibilityTimeoutSeconds,
} from '../../lib/facts/queue-limits.ts'
import { FifoQueue, type Message } from './fifo-queue.ts'
import { type PollerOptions, pollQueue } from './poller.ts'
import { type QueueServer, startQueueServer } from './server.ts'

export interface CallbackQueue extends QueueServer {
  readonly waiting: () => readonly Message[]
  readonly deadLetters: () => readonly Message[]
  /** Puts a message in past the front door. */
  readonly send: FifoQueue['send']
  /** Resolves when no run is under way. */
  readonly quiet: () => Promise<void>
}

/** The queue of callbacks as it is deployed, with the function that it feeds. */
export async function startCallbackQueue(
  options: Pick<PollerOptions, 'handler' | 'time' | 'report'>,
): Promise<CallbackQueue> {
  const { time } = options
  const queue = new FifoQueue({
    now: () => time.now(),
    visibilityTimeoutMs: visibilityTimeoutSeconds * 1_000,
    receivesMax,
    deduplicationMs: deduplicationMinutes * 60_000,
  })
  const poller = pollQueue({ ...options, name: 'replay-callbacks', queue })
  const server = await startQueueServer({ port: 0, queue, onSent: poller.wake })
  return {
    ...server,
    waiting: () => queue.waiting(),
    deadLetters: () => queue.deadLetters(),
    send: (message) => {
      const sent = queue.send(message)
      poller.wake()
      return sent
    },
    quiet: poller.quiet,
    stop: async () => {
      poller.stop()
      await server.stop()
    },
  }
}
