import { describe, expect, test } from 'vitest'
import { type Death, type Hop, isRead, moments } from './crash.ts'
import { Drill } from './drill.ts'
import type { Payment } from './payments.ts'
import type { DrillStores } from './ports.ts'
import type { Nature } from './small-twilio.ts'
import { liesOf, type Run } from './truth.ts'

/** What all the runs of a suite have met together. */
export interface Met {
  readonly stacks: Set<string>
  /** I/Os that killed. */
  readonly ios: Set<string>
  /** Whose every single death was tried. */
  readonly payments: Set<string>
}

/** Some 150 whole payments, on a database, on a machine that has other things to do. */
const PATIENT = { timeout: 120_000 }

/** A whole payment takes at least this many I/Os; fewer would mean that they are not counted. */
const IOS_MIN = 20

/** Second deaths are tried where something may have happened that nobody has seen. */
const pairedWith: ReadonlySet<string> = new Set([
  'complete',
  'receiveCallback',
  'settleDueSessions',
])

interface Suite {
  readonly name: string
  readonly makeStores: () => DrillStores
  readonly payments: readonly Payment[]
}

/**
 * Whole payments, killed at every single I/O and tried again, on the given stores. The I/Os are
 * counted in a run without a death, so that one that is added later is killed, too.
 */
export function crashSuite({ name, makeStores, payments }: Suite): Met {
  const met: Met = { stacks: new Set(), ios: new Set(), payments: new Set() }
  let runs = 0
  const run = async (payment: Payment, deaths: readonly Death[], lost: Nature = {}) => {
    runs += 1
    const { delivery } = payment
    const nature = { ...payment.nature, ...lost }
    const stores = makeStores()
    const traces = deaths.length === 1
    const drill = new Drill({
      deaths,
      nature,
      stores,
      run: runs,
      traces,
      ...(delivery && { delivery }),
    })
    const sessionId = await payment.drive(drill)
    const session = sessionId === null ? null : await drill.settle(sessionId)
    for (const stack of drill.crasher.stacks) met.stacks.add(stack)
    return { drill, session }
  }

  describe.each(payments)(`S17, S18, S19, S20, S39: a payment on ${name}, $name`, (payment) => {
    test('ends as it should when nothing dies', async () => {
      const ran = await run(payment, [])

      expect(ran.session?.state.status).toBe(payment.ends)
      expect(ran.drill.twilio.ledger).toHaveLength(payment.ends === 'succeeded' ? 1 : 0)
      expect(liesOf(ran), 'when nothing dies').toEqual([])
    })

    test('survives death before, in and after each I/O', PATIENT, async () => {
      const { hops } = (await run(payment, [])).drill.crasher
      expect(hops.length).toBeGreaterThan(payment.ends === 'succeeded' ? IOS_MIN : 0)
      let crashes = 0
      let pairs = 0
      for (const first of deathsAt(hops)) {
        const ran = await run(payment, [first])
        expectKilled(ran, [first])
        if (payment.retried) {
          const status = ran.session?.state.status
          expect(endingsOf(payment), `${first.moment} ${first.hop}`).toContain(status)
        }
        note(met, hops[first.hop - 1])
        crashes += 1
        if (payment.pairs && isPaired(hops[first.hop - 1], first)) {
          pairs += await killAgain(payment, { ran, first, run })
        }
      }
      met.payments.add(payment.name)
      print(`${name}, ${payment.name}: ${hops.length} I/Os, ${crashes} deaths, ${pairs} pairs`)
    })

    test.each([true, false])('survives lost answers, executed: %s', PATIENT, async (executed) => {
      const sends = (await run(payment, [])).drill.twilio.sent.length
      for (let send = 1; send <= sends; send++) {
        const ran = await run(payment, [], { losesAnswer: { send, executed } })
        expect(liesOf(ran), `when answer ${send} is lost, executed: ${executed}`).toEqual([])
      }
    })
  })
  return met
}

type RunPayment = (payment: Payment, deaths: readonly Death[]) => Promise<Run>

/** A second death at every later I/O of a run that has had its first. */
async function killAgain(
  payment: Payment,
  { ran, first, run }: { readonly ran: Run; readonly first: Death; readonly run: RunPayment },
): Promise<number> {
  const { hops } = ran.drill.crasher
  const seconds = deathsAt(hops).filter(
    (second) => second.hop > first.hop && isPaired(hops[second.hop - 1], second),
  )
  for (const second of seconds) {
    expectKilled(await run(payment, [first, second]), [first, second])
  }
  return seconds.length
}

/** What changes nothing is the same whether it was asked and not heard, or not asked. */
const isPaired = (hop: Hop | undefined, { moment }: Death): boolean =>
  hop !== undefined &&
  pairedWith.has(hop.useCase) &&
  (moment === 'before' || moment === 'answered' || !isRead(hop))

/** In the midst of a process, to die after an answer is to die before the next I/O. */
const deathsAt = (hops: readonly Hop[]): readonly Death[] =>
  hops.flatMap((hop, index) =>
    moments
      .filter((moment) => moment !== 'answered' || hop.last)
      .map((moment) => ({ hop: index + 1, moment })),
  )

function expectKilled(ran: Run, deaths: readonly Death[]): void {
  const when = deaths.map(({ hop, moment }) => `${moment} ${hop}`).join(', ')
  expect(ran.drill.crasher.fired, `deaths, ${when}`).toBe(deaths.length)
  const lies = liesOf(ran)
  if (lies.length > 0) expect(lies, when).toEqual([])
}

function note(met: Met, hop: Hop | undefined): void {
  if (hop === undefined) return
  met.ios.add(hop.io)
}

const print = (line: string) => process.stdout.write(`${line}\n`)

/** A caller's late no to Twilio's confirmation finds the session unresolved, and ends it. */
const endingsOf = ({ ends }: Payment): readonly string[] =>
  ends === 'cancelled' ? [ends, 'unresolved', 'failed'] : [ends, 'unresolved']
