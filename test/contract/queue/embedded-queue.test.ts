import { describe, expect, test } from 'vitest'
import { visibilityTimeoutSeconds } from '../../../lib/facts/queue-limits.ts'
import { FifoQueue } from '../../../local/queue/fifo-queue.ts'
import { pollQueue, type QueueHandler } from '../../../local/queue/poller.ts'
import { virtualTime } from '../../../local/twilio/simulator.ts'
import { NOON } from '../../support/a-session.ts'

const MINUTE_MS = 60_000
const HIDDEN_MS = visibilityTimeoutSeconds * 1_000

/** What SQS and Lambda document, played on a virtual clock. */
function aQueue(answer: (bodies: readonly string[], ids: readonly string[]) => unknown) {
  const time = virtualTime({ startAtMs: NOON })
  const queue = new FifoQueue({
    now: () => time.now(),
    visibilityTimeoutMs: HIDDEN_MS,
    receivesMax: 3,
    deduplicationMs: 5 * MINUTE_MS,
  })
  const batches: Array<readonly string[]> = []
  const failures: unknown[] = []
  const handler: QueueHandler = async ({ Records }) => {
    const bodies = Records.map(({ body }) => body)
    batches.push(bodies)
    return answer(
      bodies,
      Records.map(({ messageId }) => messageId),
    )
  }
  const report = (_: string, error: unknown) => void failures.push(error)
  const poller = pollQueue({ name: 'replay-callbacks', queue, handler, time, report })
  const puts = (groupId: string, ...bodies: readonly string[]) => {
    for (const body of bodies) queue.send({ body, groupId, deduplicationId: body })
    poller.wake()
  }
  const passes = async (spanMs: number) => {
    const end = time.now() + spanMs
    while (time.now() < end) {
      time.advance(1_000)
      await poller.quiet()
    }
  }
  return { queue, batches, failures, puts, passes }
}

const allWell = () => ({ batchItemFailures: [] })
const failing = (wrong: string) => (bodies: readonly string[], ids: readonly string[]) => {
  const itemIdentifier = ids[bodies.indexOf(wrong)]
  return { batchItemFailures: itemIdentifier === undefined ? [] : [{ itemIdentifier }] }
}
const bodiesOf = (messages: ReadonlyArray<{ readonly body: string }>) =>
  messages.map(({ body }) => body)

describe('the embedded queue', () => {
  test('hands out in order, ten at the most', async () => {
    const { queue, batches, puts, passes } = aQueue(allWell)
    const bodies = Array.from({ length: 12 }, (_, n) => `a${n}`)
    puts('a', ...bodies)
    await passes(5_000)

    expect(batches).toEqual([bodies.slice(0, 10), bodies.slice(10)])
    expect(queue.waiting()).toEqual([])
  })

  test('takes what has the same id within five minutes once, for each group', async () => {
    const { queue, puts, passes } = aQueue(() => null)
    puts('a', 'x', 'x')
    puts('b', 'x')
    expect(bodiesOf(queue.waiting())).toEqual(['x', 'x'])

    await passes(5 * MINUTE_MS)
    puts('a', 'x')
    expect(queue.waiting()).toHaveLength(1)
  })

  test('hands out nothing of a group of which something failed, and all of the others', async () => {
    const { queue, batches, puts, passes } = aQueue(failing('a1'))
    puts('a', 'a1')
    await passes(1_000)
    puts('a', 'a2')
    puts('b', 'b1')
    await passes(HIDDEN_MS / 2)
    expect(batches).toEqual([['a1'], ['b1']])
    expect(bodiesOf(queue.waiting())).toEqual(['a1', 'a2'])

    await passes(HIDDEN_MS / 2)
    expect(batches.slice(2)).toEqual([['a1', 'a2']])
    expect(bodiesOf(queue.waiting())).toEqual(['a1'])
  })

  test('makes a dead letter of what was handed out three times', async () => {
    const { queue, batches, puts, passes } = aQueue(failing('a1'))
    puts('a', 'a1')
    await passes(10 * MINUTE_MS)

    expect(batches).toHaveLength(3)
    expect(queue.waiting()).toEqual([])
    expect(bodiesOf(queue.deadLetters())).toEqual(['a1'])
  })

  test.each([
    ['throws', () => Promise.reject(new Error('killed'))],
    ['names what it was not handed', () => ({ batchItemFailures: [{ itemIdentifier: 'x' }] })],
    ['names nothing', () => ({ batchItemFailures: [{}] })],
    ['answers something else', () => ({ batchItemFailures: 'all' })],
  ])('keeps all of a batch when the function %s', async (_, answer) => {
    const { queue, puts, passes } = aQueue(answer)
    puts('a', 'a1', 'a2')
    puts('b', 'b1')
    await passes(HIDDEN_MS / 2)

    expect(bodiesOf(queue.waiting())).toEqual(['a1', 'a2', 'b1'])
  })
})
