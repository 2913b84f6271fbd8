import { expect, test } from 'vitest'
import type { Session } from '../../../../lambda/domain/session/session.ts'
import { startSession } from '../../../../lambda/use-cases/start-session.ts'
import { aStart, aWorld, type FakeWorld } from '../../../support/a-world.ts'
import { decided } from '../../../support/decided.ts'
import { everyEvent } from '../../../support/every-event.ts'
import { memoryStores } from '../../../support/memory/stores.ts'

/** As an agent starts it. */
async function started(fake: FakeWorld): Promise<Session> {
  const start = await startSession(fake.world, aStart(fake))
  return 'session' in start ? start.session : expect.fail('It was not started.')
}

/** Every field keyed, charged, and declined by the bank. */
function declined(collecting: Session): Session {
  let session = collecting
  for (const field of session.terms.fields) {
    session = decided(session, { ...everyEvent(session)['capture-requested'], field })
    session = decided(session, everyEvent(session)['field-captured'])
  }
  session = decided(session, everyEvent(session)['complete-requested'])
  return decided(session, everyEvent(session)['payment-refused'])
}

const opened = (starting: Session) => decided(starting, everyEvent(starting)['command-accepted'])

test('a new session takes three cards, as none has been declined yet', async () => {
  const second = declined(await started(aWorld()))
  const third = declined(opened(second))
  const over = declined(opened(third))

  expect([second, third].map(({ state }) => state.status)).toEqual(['starting', 'starting'])
  expect(over.state).toEqual({ status: 'failed', reason: 'declined' })
})

test('a new session loses no race to its own first write', async () => {
  const stores = memoryStores()
  const saves: string[] = []
  const save: typeof stores.sessions.save = async (stored) => {
    const result = await stores.sessions.save(stored)
    saves.push(result)
    return result
  }

  await started(aWorld({ stores: { ...stores, sessions: { ...stores.sessions, save } } }))

  expect(saves).toEqual(['saved'])
})
