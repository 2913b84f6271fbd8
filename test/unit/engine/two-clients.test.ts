import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CaptureField } from '../../../lambda/domain/payment/capture-fields.ts'
import type { Command } from '../../../lambda/domain/session/command.ts'
import type { SessionEvent } from '../../../lambda/domain/session/event.ts'
import type { Session } from '../../../lambda/domain/session/session.ts'
import type { EpochMs } from '../../../lambda/domain/values/time.ts'
import { answerAdvanced } from '../../../lambda/http/client/answers.ts'
import { problems } from '../../../lambda/http/problem.ts'
import { type Advanced, advance } from '../../../lambda/use-cases/engine/advance.ts'
import type { World } from '../../../lambda/use-cases/engine/world.ts'
import { aPaymentSid } from '../../support/a-session.ts'
import { aWorld } from '../../support/a-world.ts'
import { problemOf } from '../../support/http/problem-of.ts'
import { memoryStores } from '../../support/memory/stores.ts'
import { sessionIn } from '../../support/sessions-in.ts'

type Event = (at: EpochMs) => SessionEvent

const capture =
  (field: CaptureField): Event =>
  (at) => ({ type: 'capture-requested', at, field })
const complete: Event = (at) => ({ type: 'complete-requested', at })
const cancel: Event = (at) => ({ type: 'cancel-requested', at })

const ready = sessionIn('collecting', { mode: 'assisted' })

interface Ran {
  readonly results: readonly string[]
  /** What is answered to whoever is refused, as the body of a 409 has it. */
  readonly refusals: ReadonlyArray<Readonly<Record<string, unknown>>>
  /** Each send, when it goes out and when its answer comes, in the order in which they do. */
  readonly wire: readonly string[]
  readonly session: Session | null
}

interface Asked {
  readonly tabs: readonly [Event, Event]
  /** How often Twilio tells of a charge that was sent to it, at any time from then on. */
  readonly tells?: number
}

/** Two tabs of one agent ask at once; the scheduler chooses who is served when. */
async function both(scheduler: fc.Scheduler, { tabs, tells = 0 }: Asked): Promise<Ran> {
  const stores = memoryStores()
  await stores.sessions.insert(ready)
  const { world } = aWorld({ stores })
  const wire: string[] = []
  const slowly = scheduler.scheduleFunction(async (tell: () => void) => tell())
  const sessions = {
    ...stores.sessions,
    load: scheduler.scheduleFunction(stores.sessions.load),
    save: scheduler.scheduleFunction(stores.sessions.save),
  }
  const telling: Array<Promise<unknown>> = []
  const send: typeof world.payments.send = async ({ command }) => {
    wire.push(`${command.type} out`)
    if (command.type === 'complete') {
      for (let told = 1; told <= tells; told++) telling.push(hearsOfCharge(slow, command))
    }
    await slowly(() => wire.push(`${command.type} in`))
    return { outcome: 'accepted', paymentSid: aPaymentSid() }
  }
  const slow = { ...world, sessions, payments: { ...world.payments, send } }
  const asking = tabs.map((event, tab) =>
    advance(slow, {
      sessionId: ready.id,
      event,
      key: { key: `tab ${tab}`, fingerprint: `tab ${tab}` },
      announce: false,
      remainingMs: () => 14_000,
    }),
  )
  const answers = await scheduler.waitFor(Promise.all(asking))
  await scheduler.waitFor(Promise.all(telling))
  const session = (await stores.sessions.load(ready.id))?.session ?? null
  const refusals = answers.flatMap((advanced, tab) =>
    advanced.result === 'refused' ? [bodyOf(advanced, `tab ${tab}`)] : [],
  )
  return { results: answers.map(({ result }) => result).sort(), refusals, wire, session }
}

const hearsOfCharge = (world: World, { attempt, step }: Command) =>
  advance(world, {
    sessionId: sessionIn('collecting').id,
    event: (at) => ({
      type: 'payment-succeeded',
      at,
      attempt,
      step,
      paymentSid: aPaymentSid(),
      confirmationCode: 'CODE2345',
      sealedToken: null,
    }),
    announce: false,
    remainingMs: () => 14_000,
  })

/** As HTTP answers it. */
function bodyOf(advanced: Advanced, key: string): Readonly<Record<string, unknown>> {
  const { code, more } = problemOf(() => answerAdvanced(advanced, { sessionId: ready.id, key }))
  return { status: problems[code].status, ...more }
}

/** The same orders in every run; a failure prints it, with the path to the order that failed. */
const seed = 20_261_128

const always = (asked: Asked, law: (ran: Ran) => void) =>
  fc.assert(
    fc.asyncProperty(fc.scheduler(), async (scheduler) => law(await both(scheduler, asked))),
    { numRuns: 150, seed },
  )

/** A send goes out only when the one before it has come back. */
const oneAtATime = (wire: readonly string[]) =>
  wire.every((event, index) => event.endsWith(index % 2 === 0 ? 'out' : 'in'))

const sent = ({ wire }: Ran, type: string) => wire.filter((event) => event === `${type} out`).length

describe('two tabs that ask at once', () => {
  const pairs: ReadonlyArray<readonly [string, Event, Event]> = [
    ['the same capture', capture('security-code'), capture('security-code')],
    ['different captures', capture('security-code'), capture('postal-code')],
    ['a capture and a charge', capture('security-code'), complete],
  ]

  test.each(pairs)('S24: %s: Twilio never has two requests at a time', async (_, first, second) => {
    await always({ tabs: [first, second] }, ({ wire, results }) => {
      expect(oneAtATime(wire)).toBe(true)
      expect(results).toContain('advanced')
    })
  })

  test('S24: who asks while the other’s request is out is told so, and how it stands', async () => {
    for (const [, first, second] of pairs.slice(0, 2)) {
      const refusals: unknown[] = []
      await always({ tabs: [first, second] }, (ran) => void refusals.push(...ran.refusals))

      expect(refusals).not.toEqual([])
      const told = { status: 409, sessionStatus: 'capturing', refusal: 'command-owed' }
      for (const refusal of refusals) expect(refusal).toMatchObject(told)
    }
  })

  test('S24: a capture and a charge: who comes second is refused, or follows what was done', async () => {
    await always({ tabs: [capture('security-code'), complete] }, (ran) => {
      // A capture makes its field missing; a charge lets nothing be captured any more.
      expect(sent(ran, 'capture') + sent(ran, 'complete')).toBe(1)
      expect(ran.results).toEqual(['advanced', 'refused'])
      const sessionStatus = sent(ran, 'capture') === 1 ? 'capturing' : 'completing'
      const refusal = 'not-in-this-status'
      expect(ran.refusals).toMatchObject([{ status: 409, sessionStatus, refusal }])
    })
  })

  test('S25: a charge and a cancel: one of them is sent, and that is how it stands', async () => {
    await always({ tabs: [complete, cancel] }, (ran) => {
      expect(sent(ran, 'complete') + sent(ran, 'cancel')).toBe(1)
      const status = sent(ran, 'complete') === 1 ? 'completing' : 'cancelled'
      expect(ran.session?.state.status).toBe(status)
      expect(ran.refusals).toMatchObject([{ status: 409, sessionStatus: status }])
    })
  })

  test('S26: a double click with two keys is one charge', async () => {
    await always({ tabs: [complete, complete] }, (ran) => {
      expect(sent(ran, 'complete')).toBe(1)
      expect(ran.results).toEqual(['advanced', 'refused'])
      expect(ran.refusals).toMatchObject([{ status: 409, sessionStatus: 'completing' }])
    })
  })

  test.each([
    { often: 'once', tells: 1 },
    { often: 'twice', tells: 2 },
  ])('S26: a double click whose charge is told $often, at any time, is paid', async ({ tells }) => {
    await always({ tabs: [complete, complete], tells }, ({ session }) => {
      expect(session?.state.status).toBe('succeeded')
    })
  })
})
