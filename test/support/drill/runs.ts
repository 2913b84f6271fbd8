import { expect } from 'vitest'
import { countRun } from './checks/counts.ts'
import { liesOf, type Run } from './checks/truth.ts'
import type { Death, Silence } from './crash.ts'
import { Drill } from './drill.ts'
import type { Payment } from './payments/payment.ts'
import type { LostAnswer } from './places/small-twilio.ts'
import type { DrillStores } from './ports.ts'

export interface Trouble {
  readonly deaths?: readonly Death[]
  readonly losesAnswer?: LostAnswer
  readonly silence?: Silence
  /** Whether it is noted where in the code it kills. */
  readonly traces?: boolean
}

export type RunPayment = (payment: Payment, trouble?: Trouble) => Promise<Run>

/** Runs whole payments, to their end, on the given stores; each has ids of its own. */
export function runner(makeStores: () => DrillStores): RunPayment {
  let runs = 0
  return async (payment, { deaths = [], losesAnswer, silence, traces = false } = {}) => {
    runs += 1
    const drill = new Drill({
      ...payment,
      nature: { ...payment.nature, ...(losesAnswer && { losesAnswer }) },
      deaths,
      stores: makeStores(),
      run: runs,
      traces,
      ...(silence && { silence }),
    })
    const sessionId = await payment.drive(drill)
    const session = sessionId === null ? null : await drill.settle(sessionId)
    return { drill, session }
  }
}

/** Nothing may be untrue after it, and whatever was planned has killed. */
export function expectTruth(ran: Run, { deaths = [], losesAnswer, silence }: Trouble): void {
  const { fired } = ran.drill.crasher
  const lies = liesOf(ran)
  countRun(lies)
  // Thousands of times: an expectation is only made of what it is about to refuse.
  if (fired === deaths.length && lies.length === 0) return
  const when = [
    ...deaths.map(({ hop, moment }) => `${moment} ${hop}`),
    ...(losesAnswer ? [lossOf(losesAnswer)] : []),
    ...(silence ? [`no word of ${silence.hop}, applied: ${silence.applied}`] : []),
  ].join(', ')
  expect(fired, `deaths, ${when}`).toBe(deaths.length)
  expect(lies, when).toEqual([])
}

const lossOf = ({ send, executed, forEver = false }: LostAnswer): string =>
  `${forEver ? 'answers to' : 'answer'} ${send} lost, ${executed}`
