import type { Resolver } from '../../../../lambda/domain/session/resolution.ts'
import { isIn, type Session } from '../../../../lambda/domain/session/session.ts'
import type { Drill } from '../drill.ts'
import { codeOfCharge } from '../places/small-processor.ts'
import { ask } from './client.ts'

const resolver: Resolver = { by: 'person', name: 'Ada', principal: 'drill', note: null }

/** A person whom the alarm has called looks at the processor, and says what there is. */
export async function looksAtLedger(drill: Drill, sessionId: Session['id']): Promise<void> {
  const session = await drill.stored(sessionId)
  if (session === null || !isIn(session, 'unresolved')) return
  const isCharged = drill.processor.ledger.length > 0
  await ask(drill, {
    sessionId,
    useCase: 'resolve',
    key: 'resolution',
    event: (at) =>
      isCharged
        ? { type: 'resolved-charged', at, resolver, confirmationCode: codeOfCharge }
        : { type: 'resolved-not-charged', at, resolver },
  })
  drill.isToldByPerson = true
}
