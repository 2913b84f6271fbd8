import type {
  LookUpAnswer,
  LookUpQuestion,
  ProcessorLookUp,
} from '../../../../../lambda/ports/processor/look-up.ts'
import type { Surroundings } from '../../surroundings.ts'
import { BEGINNING } from '../../time/beginning.ts'
import type { Reply } from '../../time/functions.ts'
import type { Processor } from './processor.ts'

/** The adapter gives up after this. */
const TIMEOUT_MS = 10_000
const SLOW_MS = 9_000

/**
 * How old a charge may be that a search at the processor does not show yet. Longer than this no
 * look-up can be trusted with: ten minutes, without what a charge may take on its way there.
 */
const LAGS_MS = 5 * 60_000

type Io = <T>(what: string, act: () => Reply<T>) => Promise<T>

/**
 * The integrator's function: slow, silent, unsure or behind the times. It searches the time that it
 * is asked about, by a clock that is right.
 */
export function lookUpOf(around: Surroundings, ask: { processor: Processor; io: Io }) {
  const { weather, clock, trace } = around
  const { processor, io } = ask
  const answerFor = ({ session, from, to }: LookUpQuestion): LookUpAnswer => {
    if (weather.strikes('look-up-unsure')) return { outcome: 'not-known' }
    const chargedAtMs = processor.chargedAtMs(session.id)
    if (chargedAtMs === null) return { outcome: 'not-charged' }
    const chargedAt = BEGINNING + chargedAtMs
    if (chargedAt < from || chargedAt > to) return { outcome: 'not-charged' }
    const isHidden = clock.nowMs - chargedAtMs < LAGS_MS && weather.strikes('look-up-lags')
    return isHidden
      ? { outcome: 'not-charged' }
      : { outcome: 'charged', confirmationCode: 'CODE2345' }
  }
  const lookUp: ProcessorLookUp = {
    ask: (question) =>
      io('look up', () => {
        if (weather.strikes('look-up-silent')) return { afterMs: TIMEOUT_MS, value: silence }
        const value = answerFor(question)
        trace.note(() => `the look-up of ${question.session.id} says ${value.outcome}`)
        return { afterMs: weather.strikes('look-up-slow') ? SLOW_MS : 0, value }
      }),
  }
  return lookUp
}

const silence: LookUpAnswer = { outcome: 'no-answer', errorName: 'TimeoutError' }
