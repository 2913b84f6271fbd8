import { expect, test } from 'vitest'
import type { Session } from '../../../../lambda/domain/session/session.ts'
import { settleDueSessions } from '../../../../lambda/use-cases/settle-due-sessions.ts'
import { aSessionId } from '../../../support/a-session.ts'
import { aWorld } from '../../../support/a-world.ts'
import { memoryStores } from '../../../support/memory/stores.ts'
import { sessionIn } from '../../../support/sessions-in.ts'

/** A minute and a half after they were left alone, in stores that may be unable to read them. */
async function settling(sessions: readonly Session[], { areReadable = true } = {}) {
  const stores = memoryStores()
  const asked: unknown[] = []
  const due: typeof stores.sessions.due = (query) => {
    asked.push(query.dueFor)
    return stores.sessions.due(query)
  }
  const load: typeof stores.sessions.load = (id) =>
    areReadable ? stores.sessions.load(id) : Promise.reject(new Error('unreadable'))
  const fake = aWorld({ stores: { ...stores, sessions: { ...stores.sessions, due, load } } })
  for (const session of sessions) await stores.sessions.insert(session)
  await fake.world.surroundings.wait(90_000)
  const settled = await settleDueSessions(fake.world, { remainingMs: () => 100_000 })
  return { settled, asked }
}

test('a run counts together what was due for one thing and for another', async () => {
  const capturing = sessionIn('capturing', { id: aSessionId(2) })
  const { settled } = await settling([sessionIn('completing'), capturing])

  expect(settled).toEqual({ seen: 2, changed: 2, failed: 0 })
})

test('a run does not look once more when the only one there was has failed', async () => {
  const { settled, asked } = await settling([sessionIn('completing')], { areReadable: false })

  expect(settled).toEqual({ seen: 1, changed: 0, failed: 1 })
  expect(asked).toEqual(['verdict', 'tell', 'look-up', 'care'])
})
