import { afterAll, describe, expect, test } from 'vitest'
import { memoryStores } from '../memory/stores.ts'
import { alikes, deathsAt } from './alike.ts'
import { printCounts } from './checks/counts.ts'
import type { Run } from './checks/truth.ts'
import type { Death, Hop } from './crash.ts'
import type { Payment } from './payments/payment.ts'
import { expectTruth, type RunPayment, runner, type Trouble } from './runs.ts'

/** Some ten thousand whole payments, on a machine that has other things to do. */
const PATIENT = { timeout: 600_000 }

/**
 * Of deaths that leave the same world behind, one is tried: the single deaths show that they end
 * the same. With `DRILL_PAIRS=every`, as in `npm run test:proof`, all are.
 */
const triesAlikes = process.env['DRILL_PAIRS'] === 'every'

/** Where something may have happened that nobody has seen. */
const paired: ReadonlySet<string> = new Set([
  'complete',
  'receiveCallback',
  'replayCallbacks',
  'settleDueSessions',
  'resolve',
])

/** Every two troubles of one payment, in each order and place: deaths, and a charge unanswered. */
export function pairSuite(payments: readonly Payment[]): void {
  const run = runner(memoryStores)
  afterAll(printCounts)

  describe.each(payments)('a payment, $name', (payment) => {
    const print = (what: string) => process.stdout.write(`${payment.name}${what}\n`)

    test('survives every two deaths, and a death ahead of a lost charge', PATIENT, async () => {
      const whole = await run(payment)
      let pairs = 0
      for (const first of firstsOf(whole)) {
        const deaths = [first]
        const ran = await run(payment, { deaths })
        pairs += await dies(payment, { run, ran, after: first.hop, trouble: { deaths } })
        for (const losesAnswer of chargesAfter(ran, first.hop)) {
          const trouble = { deaths, losesAnswer }
          expectTruth(await run(payment, trouble), trouble)
          pairs += 1
        }
      }
      // Whoever comes to pay does so in what is paired.
      if (whole.drill.twilio.sent.length > 0) expect(pairs).toBeGreaterThan(0)
      print(`: ${pairs} pairs`)
    })

    test('survives a death after a lost charge', PATIENT, async () => {
      let pairs = 0
      for (const losesAnswer of chargesAfter(await run(payment), 0)) {
        const ran = await run(payment, { losesAnswer })
        const after = ran.drill.sentAfter[losesAnswer.send - 1] ?? 0
        pairs += await dies(payment, { run, ran, after, trouble: { losesAnswer } })
      }
      print(`, with a lost charge first: ${pairs} pairs`)
    })
  })
}

/** One more death, at every later I/O of a run that has had its trouble. */
async function dies(
  payment: Payment,
  again: {
    readonly run: RunPayment
    readonly ran: Run
    readonly after: number
    readonly trouble: Trouble
  },
): Promise<number> {
  const { run, ran, after, trouble } = again
  const seconds = pairableAfter(ran, after)
  for (const second of seconds) {
    const both = { ...trouble, deaths: [...(trouble.deaths ?? []), second] }
    expectTruth(await run(payment, both), both)
  }
  return seconds.length
}

/**
 * What dies first may be anything: a start or a turn, too, that leaves its work to who dies next.
 */
function firstsOf(whole: Run): readonly Death[] {
  const { hops } = whole.drill.crasher
  const elsewhere = deathsAt(hops).filter((death) => !isPaired(death, hops))
  return [...pairableAfter(whole, 0), ...alikes(elsewhere, hops).map(([death]) => death)]
}

function pairableAfter({ drill }: Run, after: number): readonly Death[] {
  const { hops } = drill.crasher
  const deaths = deathsAt(hops).filter((death) => death.hop > after && isPaired(death, hops))
  return triesAlikes ? deaths : alikes(deaths, hops).map(([death]) => death)
}

const isPaired = ({ hop }: Death, hops: readonly Hop[]): boolean =>
  paired.has(hops[hop - 1]?.useCase ?? '')

/** Each charge that is sent after so many I/Os, without an answer: executed, and not executed. */
function chargesAfter({ drill }: Run, after: number) {
  return drill.twilio.sent.flatMap(({ command }, index) =>
    command.type === 'complete' && (drill.sentAfter[index] ?? 0) > after
      ? [true, false].map((executed) => ({ send: index + 1, executed }))
      : [],
  )
}
