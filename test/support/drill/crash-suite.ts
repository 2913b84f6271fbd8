import { describe, expect, test } from 'vitest'
import { idempotencyKeyOf } from '../../../lambda/domain/session/command.ts'
import type { Session } from '../../../lambda/domain/session/session.ts'
import type { CrashPlan } from './crash.ts'
import { Drill, type DrillStores } from './drill.ts'
import { assistedPayment, guidedPayment } from './payments.ts'
import type { SmallTwilio } from './small-twilio.ts'

type Payment = (drill: Drill) => Promise<Session['id'] | null>

interface Plan extends CrashPlan {
  readonly declines: number
  readonly losesAnswer?: SmallTwilio['losesAnswer']
}

interface Run {
  readonly drill: Drill
  readonly session: Session | null
}

const payments = [
  { name: 'guided', payment: guidedPayment, declines: 0 },
  { name: 'guided, with a declined card first', payment: guidedPayment, declines: 1 },
  { name: 'assisted', payment: assistedPayment, declines: 0 },
]

/** Some 150 whole payments, on a database, on a machine that has other things to do. */
const PATIENT = { timeout: 120_000 }

/** A create, four captures and a complete. */
const SENDS_MIN = 6

/** A whole payment takes at least this many I/Os; fewer would mean that they are not counted. */
const IOS_MIN = 25

/**
 * A whole payment, killed before and after every single I/O and tried again, on the given stores.
 * The count of I/Os comes from a run without a crash, so that an I/O added later is killed, too.
 */
export function crashSuite(storesName: string, makeStores: () => DrillStores): void {
  let runs = 0
  const run = async (payment: Payment, plan: Plan): Promise<Run> => {
    runs += 1
    const drill = new Drill({ plan, stores: makeStores(), run: runs })
    drill.twilio.declinesNext = plan.declines
    drill.twilio.losesAnswer = plan.losesAnswer ?? null
    const sessionId = await payment(drill)
    return { drill, session: sessionId === null ? null : await drill.settle(sessionId) }
  }

  describe.each(payments)(`a payment on ${storesName}, $name`, ({ payment, declines }) => {
    test('is charged once when nothing dies', async () => {
      const { drill, session } = await run(payment, { hop: null, moment: 'before', declines })

      expect(drill.twilio.ledger).toEqual([expect.objectContaining({ amountMinor: 4250 })])
      expect(session?.state).toMatchObject({
        status: 'succeeded',
        confirmationCode: 'CODE2345',
      })
      expect(drill.crasher.fired).toBe(0)
    })

    test.each(['before', 'after'] as const)(
      'survives death %s each I/O',
      PATIENT,
      async (moment) => {
        const counted = await run(payment, { hop: null, moment, declines })
        const { hops } = counted.drill.crasher
        expect(hops).toBeGreaterThan(IOS_MIN)

        for (let hop = 1; hop <= hops; hop++) {
          const killed = await run(payment, { hop, moment, declines })
          expect(killed.drill.crasher.fired, `crash ${moment} I/O ${hop}`).toBe(1)
          expectTruth(killed, `killed ${moment} I/O ${hop}`)
        }
      },
    )

    test.each([true, false])(
      'survives each lost answer, executed: %s',
      PATIENT,
      async (executed) => {
        const quiet = { hop: null, moment: 'before', declines } as const
        const sends = (await run(payment, quiet)).drill.twilio.sent.length
        expect(sends).toBeGreaterThanOrEqual(SENDS_MIN)

        for (let send = 1; send <= sends; send++) {
          const ran = await run(payment, { ...quiet, losesAnswer: { send, executed } })
          expectTruth(ran, `answer ${send} lost, executed: ${executed}`)
        }
      },
    )
  })
}

/** What has to hold after every run, wherever it was killed. */
function expectTruth({ drill, session }: Run, when: string): void {
  const { ledger, sent } = drill.twilio
  expect(drill.unrecorded, `sent without a record, ${when}`).toEqual([])
  expect(ledger.length, `charges, ${when}`).toBeLessThanOrEqual(1)
  if (session === null) {
    expect(sent, `sent without a session, ${when}`).toEqual([])
    return
  }
  const { status } = session.state
  const truthful = ledger.length === 1 ? ['succeeded', 'unresolved'] : endingsWithoutCharge
  expect(truthful, `ending, ${when}`).toContain(status)
  const charges = sent.filter(({ command }) => command.type === 'complete')
  expect(new Set(charges.map(({ key }) => key)).size, `sends a charge, ${when}`).toBe(
    charges.length,
  )
  for (const { key, command } of sent) expect(key).toBe(idempotencyKeyOf(session.id, command))
}

/** Without a charge `succeeded` would be a lie; `unresolved` says that nobody knows. */
const endingsWithoutCharge = ['failed', 'cancelled', 'unresolved']
