import { describe, expect, test } from 'vitest'
import type { Session } from '../../../lambda/domain/session/session.ts'
import { ordinaryScene } from '../../support/simulation/midway/ordinary.ts'
import { RECORDINGS, recordingOf } from '../../support/simulation/midway/recording.ts'
import type { Plan } from '../../support/simulation/people/plan.ts'

const numbers = Array.from({ length: RECORDINGS }, (_, number) => number)
const CALL = 2

/** What a session came to; when, and by which keys of its clients, differs. */
const cameTo = ({ createdAt, tendedAt, keys, pending, untold, ...session }: Session) => ({
  ...session,
  owes: [pending, untold ?? null],
})

describe.each(['push', 'poll'] as const)(
  'a schedule that begins just before the charge (%s)',
  (delivery) => {
    test.each(numbers)('goes on as the whole call does: plan %i', async (number) => {
      const recording = await recordingOf({ call: CALL, number, delivery })
      const whole = ordinaryScene({ delivery, firstNumber: CALL, isTraced: true })
      whole.scene.beginWith(CALL, recording.plan)
      await whole.clock.run()

      const midway = ordinaryScene({ delivery, firstNumber: CALL, isTraced: true })
      midway.scene.beginMidway([recording])
      await midway.clock.run()

      expect(midway.watch.broke).toBeNull()
      expect(midway.scene.sessions().map(cameTo)).toEqual(whole.scene.sessions().map(cameTo))
      expect(whole.scene.sessions().map(({ state }) => state.status)).toEqual(['succeeded'])
      expect(wordsIn(midway.trace.lines).at(-1)).toBe(wordsIn(whole.trace.lines).at(-1))
      // Who goes on at the phone hears first what there is to key.
      const isAlone = recording.plan.kind === 'alone'
      if (isAlone) expect(midway.trace.lines[0]).toMatch(/the caller hears: /)
    })

    test.each(numbers)('finds all that there was: plan %i', async (number) => {
      const recording = await recordingOf({ call: CALL, number, delivery })
      const { call, plan, atMs, ...parts } = recording
      const { scene, clock } = ordinaryScene({ delivery, firstNumber: CALL, isTraced: true })

      scene.restores(recording)

      expect(scene.allOf(parts.stored.session)).toEqual(parts)
      expect(scene.twilio.payments.get(parts.payment.sid)).toBeDefined()
      expect(clock.isBusy).toBe(false)
    })
  },
)

test('payments of all kinds are begun there, each in two ways at once', async () => {
  const calls = [1, 2, 3]
  const plans = await Promise.all(
    calls.flatMap((call) =>
      numbers.map(async (number) => (await recordingOf({ call, number, delivery: 'push' })).plan),
    ),
  )
  const pairs = new Set(plans.flatMap((plan) => pairsOf(kindsOf(plan))))

  // Four questions of two answers, six pairs of them; and each with three kinds of calls.
  expect(pairs.size).toBe(6 * 4 + 4 * 2 * 3)
})

const wordsIn = (lines: readonly string[]): readonly string[] =>
  lines.flatMap((line) => /the caller hears: (.*)/.exec(line)?.[1] ?? [])

const kindsOf = ({ kind, wanted: { terms, purchase } }: Plan): readonly string[] => [
  `money: ${purchase.money !== null}`,
  `bank: ${terms.options.paymentMethod === 'ach-debit'}`,
  `confirmation: ${terms.options.confirmation === 'true'}`,
  `return: ${terms.returnUrl !== null}`,
  kind,
]

const pairsOf = (names: readonly string[]): readonly string[] =>
  names.flatMap((name, at) => names.slice(at + 1).map((other) => `${name}, ${other}`))
