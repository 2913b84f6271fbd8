import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CallbackEvent } from '../../../../lambda/domain/session/event.ts'
import { moneyMoved, type Session } from '../../../../lambda/domain/session/session.ts'
import { replayCallbacks } from '../../../../lambda/use-cases/outage/replay-callbacks.ts'
import { receiveCallback } from '../../../../lambda/use-cases/receive-callback.ts'
import { settleDueSessions } from '../../../../lambda/use-cases/settle-due-sessions.ts'
import { aSessionId, at } from '../../../support/a-session.ts'
import { aWorld, storedIn } from '../../../support/a-world.ts'
import { everyEvent } from '../../../support/every-event.ts'
import { breakableStores } from '../../../support/outage/broken-storage.ts'
import { sessionIn } from '../../../support/sessions-in.ts'

const remainingMs = () => 60_000

/** Each delivery comes to a database that is there, or one that is away; then the queue is read. */
interface Plan {
  readonly order: readonly number[]
  readonly away: readonly boolean[]
  readonly replayOrder: readonly number[]
  /** Whether the deadline passes in between. */
  readonly isLate: boolean
}

const plans = (count: number) => {
  const places = Array.from({ length: count }, (_, place) => place)
  return fc.record({
    order: fc.shuffledSubarray([...places, ...places], { minLength: count, maxLength: count * 2 }),
    away: fc.array(fc.boolean(), { minLength: count * 2, maxLength: count * 2 }),
    replayOrder: fc.array(fc.nat(9), { minLength: count * 2, maxLength: count * 2 }),
    isLate: fc.boolean(),
  })
}

/** What becomes of a session whose callbacks come so; every one of them comes at least once. */
async function lifeOf(session: Session, told: readonly CallbackEvent[], plan: Plan) {
  const stores = breakableStores()
  await stores.sessions.insert(session)
  const options = { stores, startAt: at(plan.isLate ? 100_000 : 5_000) }
  const fake = aWorld(options)
  const all = [...plan.order, ...told.keys()]
  for (const [n, place] of all.entries()) {
    const event = told[place]
    if (event === undefined) continue
    if (plan.away[n] ?? true) stores.breaks('everything')
    const callback = { kind: 'event', event: () => event } as const
    const signers = ['default']
    const { step } = event
    const sessionId = session.id
    await receiveCallback(fake.world, { sessionId, step, callback, signers, remainingMs })
    stores.heals()
  }
  if (plan.isLate) await settleDueSessions(fake.world, { remainingMs })
  const messages = fake.queue.bodies
    .map((body, n) => ({ id: `${n}`, group: session.id, body, rank: plan.replayOrder[n] ?? n }))
    .sort((a, b) => a.rank - b.rank)
  const left = await replayCallbacks(fake.world, { messages, remainingMs })
  return { fake, left, session: await storedIn(fake, aSessionId()) }
}

/** Runs a law over plans in which callbacks overtake each other in every way. */
const inAnyOrder = (
  session: Session,
  told: readonly CallbackEvent[],
  law: (life: Awaited<ReturnType<typeof lifeOf>>) => void,
) =>
  fc.assert(
    fc.asyncProperty(plans(told.length), async (plan) => law(await lifeOf(session, told, plan))),
    { numRuns: 150 },
  )

describe.each(['guided', 'assisted'] as const)(
  'callbacks that overtake each other (%s)',
  (mode) => {
    const completing = sessionIn('completing', { mode })
    const of = everyEvent(completing)
    const stale = { ...everyEvent(sessionIn('capturing'))['field-captured'], step: 4 }

    test('never lose the word that a charge was made, nor charge again', async () => {
      await inAnyOrder(
        completing,
        [stale, of['payment-succeeded'], of['payment-ended']],
        ({ session, left, fake }) => {
          expect(left).toEqual([])
          expect(session.state.status).toBe('succeeded')
          expect(moneyMoved(session)).toBe('moved')
          expect(fake.sent.map(({ type }) => type)).not.toContain('complete')
        },
      )
    })

    test('never lose the word that a card was declined', async () => {
      await inAnyOrder(
        completing,
        [stale, of['payment-refused'], of['payment-ended']],
        ({ session }) => {
          expect(session.declines).toBe(1)
          expect(moneyMoved(session)).toBe('not-moved')
        },
      )
    })
  },
)

test('callbacks that overtake each other never lose what was keyed to an agent', async () => {
  const capturing = sessionIn('capturing', { mode: 'assisted' })
  const { 'field-captured': captured, 'payment-opened': opened } = everyEvent(capturing)

  await inAnyOrder(capturing, [opened, captured], ({ session }) => {
    expect(session.captured).toContain('security-code')
    expect(session.state.status).toBe('collecting')
  })
})
