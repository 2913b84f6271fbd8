import { describe, expect, test } from 'vitest'
import type { Session } from '../../../lambda/domain/session/session.ts'
import { ordinaryScene } from '../../support/simulation/midway/ordinary.ts'
import { RECORDINGS, recordingOf } from '../../support/simulation/midway/recording.ts'

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
    test.each(numbers)('ends as the whole call does: plan %i', async (number) => {
      const recording = await recordingOf({ call: CALL, number, delivery })
      const whole = ordinaryScene({ delivery, firstNumber: CALL })
      whole.scene.beginWith(CALL, recording.plan)
      await whole.clock.run()

      const midway = ordinaryScene({ delivery, firstNumber: CALL })
      midway.scene.beginMidway([recording])
      await midway.clock.run()

      expect(midway.watch.broke).toBeNull()
      expect(midway.scene.sessions().map(cameTo)).toEqual(whole.scene.sessions().map(cameTo))
      expect(whole.scene.sessions().map(({ state }) => state.status)).toEqual(['succeeded'])
    })
  },
)
