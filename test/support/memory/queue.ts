import { readCallback, writeCallback } from '../../../lambda/adapters/sqs/callback-record.ts'
import type { CallbackQueue } from '../../../lambda/ports/outage/callback-queue.ts'

export interface MemoryQueue extends CallbackQueue {
  /** What was put, as text, in order. */
  readonly bodies: readonly string[]
  /** From now on the queue takes nothing. */
  goAway(): void
}

/** A queue that keeps the very messages that are deployed, and forgets nothing. */
export function memoryQueue(): MemoryQueue {
  const bodies: string[] = []
  let isAway = false
  return {
    bodies,
    put: async (callback) => {
      if (isAway) return 'unavailable'
      bodies.push(writeCallback(callback))
      return 'queued'
    },
    read: readCallback,
    goAway: () => {
      isAway = true
    },
  }
}
