import { describe, expect, test } from 'vitest'
import { later } from '../../../../lambda/domain/values/time.ts'
import { settleDueSessions } from '../../../../lambda/use-cases/settle-due-sessions.ts'
import { timeoutSeconds } from '../../../../lib/facts/function-limits.ts'
import { aSessionId, NOON } from '../../../support/a-session.ts'
import { aWorld } from '../../../support/a-world.ts'
import { SlowWorld } from '../../../support/settling/slow-world.ts'
import {
  kindOf,
  kindOfStuck,
  numbers,
  owedKeys,
  stuckSessions,
} from '../../../support/settling/stuck.ts'

const LIMIT_MS = timeoutSeconds('settle-due-sessions') * 1_000
const startAt = later(NOON, 5 * 60_000)

/** The schedule's runs, a minute apart, over a thousand stuck sessions. */
async function runs(of: { readonly requestMs: number; readonly count: number }) {
  const { requestMs, count } = of
  const stores = await stuckSessions()
  const fake = aWorld({ stores })
  const slow = new SlowWorld(startAt, { requestMs, tableMs: 10 })
  const world = slow.over({
    ...fake.world,
    calls: {
      ...fake.world.calls,
      status: async (session) => (kindOfStuck(session).isOver ? 'over' : 'in-progress'),
    },
    lookUp: {
      ask: async ({ session }) =>
        kindOfStuck(session).status === 'unresolved'
          ? { outcome: 'charged', confirmationCode: 'ch_found' }
          : { outcome: 'not-known' },
    },
  })
  const tookMs: number[] = []
  for (let run = 0; run < count; run++) {
    let beganMs = 0
    await slow.run(run * 60_000 - slow.elapsedMs, () => {
      beganMs = slow.elapsedMs
      return settleDueSessions(world, { remainingMs: () => LIMIT_MS - slow.elapsedMs + beganMs })
    })
    tookMs.push(slow.elapsedMs - beganMs)
  }
  const statuses = new Map(stores.sessions.all().map(({ id, state }) => [id, state.status]))
  const left = numbers.filter((n) => statuses.get(aSessionId(n)) !== kindOf(n).becomes)
  return { ...fake, left, tookMs }
}

describe('a thousand stuck sessions', () => {
  // Longer than a request to Twilio usually takes.
  test.each([200, 300])('are settled in two runs when each request takes %i ms', async (ms) => {
    const { left, sent, tookMs } = await runs({ requestMs: ms, count: 2 })

    expect(left).toEqual([])
    expect(sent.map(({ key }) => key).sort()).toEqual([...owedKeys].sort())
    for (const spanMs of tookMs) expect(spanMs).toBeLessThan(LIMIT_MS)
  })

  test('take more runs when each request takes a second, and no run is cut short', async () => {
    const { left, sent, tookMs } = await runs({ requestMs: 1_000, count: 8 })

    expect(left).toEqual([])
    expect(sent.map(({ key }) => key).sort()).toEqual([...owedKeys].sort())
    for (const spanMs of tookMs) expect(spanMs).toBeLessThan(LIMIT_MS)
  })

  test('keep no charge without a verdict waiting for the second run', async () => {
    const { left } = await runs({ requestMs: 1_000, count: 1 })

    expect(left).not.toEqual([])
    expect(left.filter((n) => kindOf(n).status === 'completing')).toEqual([])
  })
})
