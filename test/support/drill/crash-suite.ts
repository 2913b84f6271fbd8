import { afterAll, describe, expect, test } from 'vitest'
import { alikes, deathsAt } from './alike.ts'
import { printCounts } from './checks/counts.ts'
import { liesOf, type Run } from './checks/truth.ts'
import { asksDatabase } from './crash.ts'
import type { Payment } from './payments/payment.ts'
import type { DrillStores } from './ports.ts'
import { expectTruth, type RunPayment, runner } from './runs.ts'

/** What all the runs of a suite have met together. */
export interface Met {
  readonly stacks: Set<string>
  /** I/Os that killed. */
  readonly ios: Set<string>
  /** Who was killed, and as what the session stood then. */
  readonly killed: Set<string>
  /** Whose every single death was tried. */
  readonly payments: Set<string>
}

/** Some 150 whole payments, on a database, on a machine that has other things to do. */
const PATIENT = { timeout: 120_000 }

/** A whole payment takes at least this many I/Os; fewer would mean that they are not counted. */
const IOS_MIN = 20

interface Suite {
  readonly name: string
  readonly makeStores: () => DrillStores
  readonly payments: readonly Payment[]
  /** Of deaths that leave the same world behind one is tried, and no silence of the database. */
  readonly isSample: boolean
}

/**
 * Whole payments, killed at every single I/O and tried again, on the given stores. The I/Os are
 * counted in a run without a death, so that one that is added later is killed, too.
 */
export function crashSuite({ name, makeStores, payments, isSample }: Suite): Met {
  const met: Met = { stacks: new Set(), ios: new Set(), killed: new Set(), payments: new Set() }
  const run = runner(makeStores)
  afterAll(printCounts)

  describe.each(payments)(
    `S17, S18, S19, S20, S34, S39: a payment on ${name}, $name`,
    (payment) => {
      test('ends as it should when nothing dies', async () => {
        const ran = await run(payment)

        expect(ran.session?.state.status).toBe(payment.ends)
        expect(ran.session?.resolution?.by).toBe(payment.foundBy)
        expect(ran.drill.processor.ledger).toHaveLength(payment.ends === 'succeeded' ? 1 : 0)
        expect(liesOf(ran), 'when nothing dies').toEqual([])
      })

      test('survives death before, in and after each I/O', PATIENT, async () => {
        const { hops } = (await run(payment)).drill.crasher
        expect(hops.length).toBeGreaterThan(payment.ends === 'succeeded' ? IOS_MIN : 0)
        let deaths = 0
        for (const alike of alikes(deathsAt(hops), hops)) {
          const tried = isSample ? alike.slice(0, 1) : alike
          const ends = new Set<string>()
          for (const death of tried) {
            const ran = await run(payment, { deaths: [death], traces: true })
            expectTruth(ran, { deaths: [death] })
            expectEnding(payment, ran)
            note(met, ran)
            met.ios.add(hops[death.hop - 1]?.io ?? '')
            ends.add(endOf(ran))
          }
          expect(ends.size, `ends of what is alike: ${JSON.stringify(alike)}`).toBe(1)
          deaths += tried.length
        }
        met.payments.add(payment.name)
        print(`${name}, ${payment.name}: ${hops.length} I/Os, ${deaths} deaths`)
      })

      test.each([true, false])('survives lost answers, executed: %s', PATIENT, async (executed) => {
        await losesEachAnswer(payment, { run, executed, isSample })
      })
      if (!isSample) testSilence(payment, run)
    },
  )
  return met
}

/** Of what an adapter does about it, the contract tests tell. */
function testSilence(payment: Payment, run: RunPayment): void {
  test.each([true, false])(
    'S34: survives a silent database, applied: %s',
    PATIENT,
    async (applied) => {
      const { hops } = (await run(payment)).drill.crasher
      for (const [index, hop] of hops.entries()) {
        if (!asksDatabase(hop)) continue
        const silence = { hop: index + 1, applied }
        const ran = await run(payment, { silence })
        expectTruth(ran, { silence })
        expectEnding(payment, ran)
      }
    },
  )
}

/** The one answer, and every answer to the same command: a charge is sent once in any case. */
async function losesEachAnswer(
  payment: Payment,
  suite: { readonly run: RunPayment; readonly executed: boolean; readonly isSample: boolean },
): Promise<void> {
  const { run, executed, isSample } = suite
  const { sent } = (await run(payment)).drill.twilio
  for (const [index, { command }] of sent.entries()) {
    const isOnce = isSample || command.type === 'complete'
    for (const forEver of isOnce ? [false] : [false, true]) {
      const losesAnswer = { send: index + 1, executed, forEver }
      const ran = await run(payment, { losesAnswer })
      expectTruth(ran, { losesAnswer })
      if (!executed) continue
      // What was done is told by callbacks, too: then nothing is lost but the answer.
      expectEnding(payment, ran)
      const left = ran.drill.twilio.open()
      expect(left, `open at Twilio, ${JSON.stringify(losesAnswer)}`).toEqual([])
    }
  }
}

function note(met: Met, { drill }: Run): void {
  for (const stack of drill.crasher.stacks) met.stacks.add(stack)
  for (const killed of drill.killedIn) met.killed.add(killed)
}

/** All that anybody can see of it afterwards, without the names that each run has of its own. */
const endOf = ({ drill, session }: Run): string =>
  JSON.stringify([session, drill.twilio.sent, drill.processor.ledger, drill.writes.length])
    .replaceAll(drill.callSid, '')
    .replaceAll(/ps_\d{23}/g, '')

function expectEnding(payment: Payment, { session, drill }: Run): void {
  const { hops } = drill.crasher
  const status = session?.state.status ?? ''
  const endings = endingsOf(payment)
  if (!payment.retried || endings.includes(status)) return
  expect(endings, `after ${hops.length} I/Os`).toContain(status)
}

/**
 * A charge that was never sent is found not to be. A caller's late no to Twilio's confirmation, or
 * a decline that waits for too long in the queue, finds the session unresolved, and ends it.
 */
function endingsOf({ ends, foundBy, outage, nature }: Payment): readonly string[] {
  if (foundBy !== undefined) return [ends, 'failed']
  const isLateNo = ends === 'cancelled' || (outage && nature?.declines)
  return isLateNo ? [ends, 'unresolved', 'failed'] : [ends, 'unresolved']
}

const print = (line: string) => process.stdout.write(`${line}\n`)
