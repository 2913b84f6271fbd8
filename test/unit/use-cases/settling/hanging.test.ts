import { describe, expect, test } from 'vitest'
import { later } from '../../../../lambda/domain/values/time.ts'
import { settleDueSessions } from '../../../../lambda/use-cases/settle-due-sessions.ts'
import { timeoutSeconds } from '../../../../lib/facts/function-limits.ts'
import { aCallSid, aSessionId, NOON } from '../../../support/a-session.ts'
import { aWorld } from '../../../support/a-world.ts'
import { type MemoryStores, memoryStores } from '../../../support/memory/stores.ts'
import { sessionIn } from '../../../support/sessions-in.ts'
import { type Latencies, SlowWorld } from '../../../support/settling/slow-world.ts'

const LIMIT_MS = timeoutSeconds('settle-due-sessions') * 1_000

const names = (n: number) => ({ id: aSessionId(n), callSid: aCallSid(n) })

/** The schedule's runs, a minute apart, from a second after the deadline of charges. */
async function runs(count: number, of: Latencies & { readonly stores: MemoryStores }) {
  const fake = aWorld({ stores: of.stores })
  const slow = new SlowWorld(later(NOON, 91_000), of)
  const world = slow.over(fake.world)
  for (let run = 0; run < count; run++) {
    let beganMs = 0
    await slow.run(Math.max(0, run * 60_000 - slow.elapsedMs), () => {
      beganMs = slow.elapsedMs
      return settleDueSessions(world, { remainingMs: () => LIMIT_MS - slow.elapsedMs + beganMs })
    })
  }
  return fake
}

describe('while Twilio hangs', () => {
  const hanging = { requestMs: 5_000, tableMs: 10 }

  test.each(['guided', 'assisted'] as const)(
    'five hundred %s charges are not known within a minute of their deadline',
    async (mode) => {
      const stores = memoryStores()
      for (let n = 0; n < 500; n++) {
        await stores.sessions.insert(sessionIn('completing', { mode, ...names(n) }))
      }

      await runs(1, { ...hanging, stores })

      const statuses = new Set(stores.sessions.all().map(({ state }) => state.status))
      expect([...statuses]).toEqual(['unresolved'])
    },
  )
})
