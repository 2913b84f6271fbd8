import { createHash } from 'node:crypto'
import type { Context, SQSEvent, SQSRecord } from 'aws-lambda'
import { type QueueName, queues } from '../../lambda/routes.ts'
import { visibilityTimeoutSeconds } from '../../lib/facts/queue-limits.ts'
import { lambdaContext } from '../gateway/context.ts'
import type { SimulatorTime } from '../twilio/simulator.ts'
import type { FifoQueue, Message } from './fifo-queue.ts'
import { receiptOf } from './operations.ts'

export type QueueHandler = (event: SQSEvent, context: Context) => Promise<unknown>

export interface PollerOptions {
  readonly name: QueueName
  readonly queue: FifoQueue
  readonly handler: QueueHandler
  readonly time: SimulatorTime
  readonly report: (name: QueueName, error: unknown) => void
}

export interface Poller {
  /** To be told of each message that comes. */
  readonly wake: () => void
  /** Resolves when no run is under way. */
  readonly quiet: () => Promise<void>
  readonly stop: () => void
}

/** Lambda fetches by long polls, which are answered at once; invoking takes a moment. */
const FETCH_DELAY_MS = 100

/**
 * Invokes a function with what waits in the queue, as an event source mapping does that reports
 * failures item by item: what the function does not name is deleted, the rest comes again.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export function pollQueue(options: PollerOptions): Poller {
  const { queue, time } = options
  let running: Promise<void> = Promise.resolve()
  const cancels = new Set<() => void>()
  const later = (delayMs: number) => {
    const cancel = time.after(delayMs, () => {
      cancels.delete(cancel)
      running = running.then(fetch)
    })
    cancels.add(cancel)
  }
  const fetch = async () => {
    const messages = queue.receive(queues[options.name].batchSize)
    if (messages.length === 0) return
    const left = await leftBy(messages, options)
    for (const { messageId } of messages) if (!left.has(messageId)) queue.delete(messageId)
    // What is left waits; behind it, or beyond the batch, there may be more.
    if (left.size > 0) later(visibilityTimeoutSeconds * 1_000)
    later(FETCH_DELAY_MS)
  }
  return {
    wake: () => later(FETCH_DELAY_MS),
    quiet: async () => {
      for (let seen: unknown = null; seen !== running; ) {
        seen = running
        await seen
      }
    },
    stop: () => {
      for (const cancel of cancels) cancel()
    },
  }
}

/** The ids that stay in the queue: all of them, when the function fails or answers nonsense. */
async function leftBy(
  messages: readonly Message[],
  { name, handler, time, report }: PollerOptions,
): Promise<ReadonlySet<string>> {
  const all = new Set(messages.map(({ messageId }) => messageId))
  try {
    const event = { Records: messages.map((message) => recordOf(message, time.now())) }
    const named = failuresIn(
      await handler(
        event,
        lambdaContext(name, () => time.now()),
      ),
    )
    return named.every((id) => all.has(id)) ? new Set(named) : all
  } catch (error) {
    report(name, error)
    return all
  }
}

/** Anything that is not as it must be counts as a failure of all, an empty answer as of none. */
function failuresIn(answer: unknown): readonly string[] {
  const member = (of: unknown, name: string): unknown =>
    new Map<string, unknown>(Object.entries(of ?? {})).get(name)
  const failures = member(answer, 'batchItemFailures') ?? []
  return Array.isArray(failures)
    ? failures.map((failure) => String(member(failure, 'itemIdentifier') ?? ''))
    : ['']
}

function recordOf(message: Message, nowMs: number): SQSRecord {
  return {
    messageId: message.messageId,
    receiptHandle: receiptOf(message),
    body: message.body,
    attributes: {
      ApproximateReceiveCount: String(message.receives),
      SentTimestamp: String(message.sentAtMs),
      SequenceNumber: message.sequenceNumber,
      MessageGroupId: message.groupId,
      SenderId: 'AIDALOCAL',
      MessageDeduplicationId: message.deduplicationId,
      ApproximateFirstReceiveTimestamp: String(nowMs),
    },
    messageAttributes: {},
    md5OfBody: createHash('md5').update(message.body).digest('hex'),
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:local-callbacks.fifo',
    awsRegion: 'us-east-1',
  }
}
