import * as outcomeLimits from '../../lib/facts/outcome-limits.ts'
import {
  deduplicationMinutes,
  receivesMax,
  visibilityTimeoutSeconds,
} from '../../lib/facts/queue-limits.ts'
import { FifoQueue } from './fifo-queue.ts'
import { type PollerOptions, pollQueue } from './poller.ts'
import { startQueueServer } from './server.ts'

export interface LocalQueues {
  /** For `AWS_ENDPOINT_URL_SQS`. */
  readonly url: string
  /** For `CALLBACK_QUEUE_URL`. */
  readonly callbackQueueUrl: string
  /** For `OUTCOME_QUEUE_URL`, and for whoever reads it. */
  readonly outcomeQueueUrl: string
  readonly callbacks: CallbackQueue
  readonly outcomes: FifoQueue
  readonly stop: () => Promise<void>
}

export interface CallbackQueue extends Pick<FifoQueue, 'waiting' | 'deadLetters' | 'send'> {
  /** Resolves when no run is under way. */
  readonly quiet: () => Promise<void>
}

const names = { callbacks: 'local-callbacks.fifo', outcomes: 'local-outcomes.fifo' } as const

/** Both queues as they are deployed, with the function that is fed from that of callbacks. */
export async function startQueues(
  options: Pick<PollerOptions, 'handler' | 'time' | 'report'>,
): Promise<LocalQueues> {
  const { time } = options
  const always = { now: () => time.now(), deduplicationMs: deduplicationMinutes * 60_000 }
  const callbacks = new FifoQueue({
    ...always,
    visibilityTimeoutMs: visibilityTimeoutSeconds * 1_000,
    receivesMax,
  })
  const outcomes = new FifoQueue({
    ...always,
    visibilityTimeoutMs: outcomeLimits.outcomeVisibilityTimeoutSeconds * 1_000,
    receivesMax: outcomeLimits.outcomeReceivesMax,
  })
  const poller = pollQueue({ ...options, name: 'replay-callbacks', queue: callbacks })
  const queues = new Map([
    [names.callbacks, { queue: callbacks, onSent: poller.wake }],
    [names.outcomes, { queue: outcomes }],
  ])
  const server = await startQueueServer({ port: 0, queues })
  return {
    url: server.url,
    callbackQueueUrl: server.urlOf(names.callbacks),
    outcomeQueueUrl: server.urlOf(names.outcomes),
    callbacks: {
      waiting: () => callbacks.waiting(),
      deadLetters: () => callbacks.deadLetters(),
      send: (message) => {
        const sent = callbacks.send(message)
        poller.wake()
        return sent
      },
      quiet: poller.quiet,
    },
    outcomes,
    stop: async () => {
      poller.stop()
      await server.stop()
    },
  }
}
