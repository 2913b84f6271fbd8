import { describe, expect, test } from 'vitest'
import { expiresAtEpochSeconds } from '../../../lambda/adapters/dynamodb/client.ts'
import type { SendOutcome } from '../../../lambda/ports/twilio-payments.ts'
import { advance } from '../../../lambda/use-cases/engine/advance.ts'
import { settleDueSessions } from '../../../lambda/use-cases/settle-due-sessions.ts'
import { aPaymentSid, at, NOON } from '../../support/a-session.ts'
import { accepted, aWorld } from '../../support/a-world.ts'
import { guidesThrough, starts } from '../../support/drill/client.ts'
import { Drill } from '../../support/drill/drill.ts'
import { short } from '../../support/drill/payments.ts'
import { memoryStores } from '../../support/memory/stores.ts'
import { sessionIn } from '../../support/sessions-in.ts'

const minutes = (count: number) => count * 60_000

describe('a process whose clock is wrong', () => {
  test.each([-10, 10])(
    'S32: by %i minutes sends no charge, and hears its verdict',
    async (skew) => {
      const stores = memoryStores()
      const charged = sessionIn('completing')
      await stores.sessions.insert(charged)
      const skewed = aWorld({ stores, startAt: at(minutes(11) + minutes(skew)) })
      const right = aWorld({ stores, startAt: at(minutes(1)) })

      await settleDueSessions(skewed.world, { remainingMs: () => 60_000 })
      await settleDueSessions(right.world, { remainingMs: () => 60_000 })
      const paid = await advance(right.world, {
        sessionId: charged.id,
        event: (now) => ({
          type: 'payment-succeeded',
          at: now,
          attempt: 1,
          step: 6,
          paymentSid: aPaymentSid(),
          confirmationCode: 'CODE2345',
          sealedToken: null,
        }),
        announce: false,
        remainingMs: () => 60_000,
      })

      expect([...skewed.sent, ...right.sent]).toEqual([])
      expect(paid).toMatchObject({ session: { state: { status: 'succeeded' } } })
    },
  )
})

describe('two processes whose clocks are wrong, each its own way', () => {
  test('S32: by ten minutes do not believe a look-up that no charge can be on its way', async () => {
    const stores = memoryStores()
    const charged = sessionIn('completing')
    await stores.sessions.insert(charged)
    const slow = aWorld({ stores, startAt: at(minutes(12 - 10)) })
    const lookUp = { ask: async () => ({ outcome: 'not-charged' }) as const }
    const fast = aWorld({ stores, startAt: at(minutes(13 + 10)), lookUp })

    await settleDueSessions(slow.world, { remainingMs: () => 60_000 })
    await settleDueSessions(fast.world, { remainingMs: () => 60_000 })

    const stored = await stores.sessions.load(charged.id)
    expect(stored?.session.state).toMatchObject({ status: 'unresolved', lookUps: 3 })
  })
})

describe('a client whose key has expired', () => {
  test('S33: starts nothing that is charged a second time', async () => {
    const stores = memoryStores()
    const drill = new Drill({ deaths: [], nature: {}, stores, run: 1 })
    const start = { ...short, mode: 'assisted', announce: false, key: 'start' } as const
    const first = await starts(drill, start)
    if (first === null) throw new Error('The payment did not start.')
    await guidesThrough(drill, first)
    drill.twilio.hangUp()
    drill.passes(expiresAtEpochSeconds(NOON) * 1_000 - NOON + 1)

    const again = await starts(drill, start)
    if (again !== null) await guidesThrough(drill, again)

    expect(again).not.toBe(first)
    expect(drill.twilio.ledger).toHaveLength(1)
    expect((await drill.stored(first))?.state.status).toBe('succeeded')
  })
})

describe('a function that freezes with a command in hand', () => {
  test.each(['starting', 'capturing'] as const)(
    'S36: and wakes when another has sent it, sends nothing and says nothing (%s)',
    async (status) => {
      const stores = memoryStores()
      const owing = sessionIn(status)
      await stores.sessions.insert(owing)
      let answer: (outcome: SendOutcome) => void = () => {}
      let isOut = () => {}
      const held = new Promise<SendOutcome>((tell) => {
        answer = tell
      })
      const out = new Promise<void>((tell) => {
        isOut = tell
      })
      const living = aWorld({ stores, startAt: at(minutes(1)) })
      const payments = {
        timeoutMs: 5_000,
        send: () => {
          isOut()
          return held
        },
      }
      const settling = settleDueSessions(
        { ...living.world, payments },
        { remainingMs: () => 60_000 },
      )
      await out
      const zombie = aWorld({ stores, startAt: at(minutes(1)) })

      // What a frozen sender tells when it finds that its time is over.
      await advance(zombie.world, {
        sessionId: owing.id,
        event: (now) => ({ type: 'command-unsent', at: now, step: owing.step }),
        announce: false,
        remainingMs: () => 0,
      })
      answer(accepted)
      await settling

      expect(zombie.sent).toEqual([])
      const stored = (await stores.sessions.load(owing.id))?.session.state.status
      expect(stored).toBe('capturing')
    },
  )
})
