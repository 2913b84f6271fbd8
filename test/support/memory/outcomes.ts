import { outcomeId, writeOutcome } from '../../../lambda/adapters/sqs/outcome-record.ts'
import type { OutcomeQueue } from '../../../lambda/ports/integrator/outcome-queue.ts'

export interface MemoryOutcomes extends OutcomeQueue {
  /** What was put, in order, repetitions and all: the very messages that are deployed, read. */
  readonly messages: readonly OutcomeMessage[]
  /** From now on the queue takes nothing, until it comes back. */
  goAway(): void
  comeBack(): void
}

export type OutcomeMessage = Readonly<Record<string, unknown>> & { readonly id: string }

/** The queue of integrators, which forgets nothing. */
export function memoryOutcomes(): MemoryOutcomes {
  const messages: OutcomeMessage[] = []
  let isAway = false
  return {
    messages,
    put: async (ended) => {
      if (isAway) return 'unavailable'
      messages.push({ ...JSON.parse(writeOutcome(ended)), id: outcomeId(ended) })
      return 'queued'
    },
    goAway: () => {
      isAway = true
    },
    comeBack: () => {
      isAway = false
    },
  }
}
