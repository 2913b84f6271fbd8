import { searchedTime } from '../domain/machine/ended/searched-time.ts'
import type { SessionEvent } from '../domain/session/event.ts'
import { isTokenization, type Session } from '../domain/session/session.ts'
import type { EpochMs } from '../domain/values/time.ts'
import { metrics } from '../metrics.ts'
import type { LookUpAnswer } from '../ports/processor/look-up.ts'
import { advance } from './engine/advance.ts'
import type { World } from './engine/world.ts'

/**
 * Asks what became of the charge of an `unresolved` session, and takes the answer in. The look-up
 * has been recorded before, so that nobody else asks now.
 */
export async function lookUpCharge(
  world: World,
  { session, remainingMs }: { readonly session: Session; readonly remainingMs: () => number },
): Promise<void> {
  if (world.lookUp === null || isTokenization(session)) return
  const answer = await world.lookUp.ask({
    session,
    ...searchedTime(session, world.surroundings.now()),
  })
  journalAnswer(world, { session, answer })
  const event = eventOf(answer)
  if (event === null) return
  await advance(world, { sessionId: session.id, event, announce: false, remainingMs })
}

function eventOf(answer: LookUpAnswer): ((at: EpochMs) => SessionEvent) | null {
  const resolver = { by: 'look-up' } as const
  switch (answer.outcome) {
    case 'charged': {
      const { confirmationCode } = answer
      return (at) => ({ type: 'resolved-charged', at, resolver, confirmationCode })
    }
    case 'not-charged':
      return (at) => ({ type: 'resolved-not-charged', at, resolver })
    case 'not-known':
    case 'no-answer':
      return null
    default:
      return answer satisfies never
  }
}

function journalAnswer(
  { journal }: World,
  asked: { readonly session: Session; readonly answer: LookUpAnswer },
): void {
  const { session, answer } = asked
  const told = { message: 'charge looked up', sessionId: session.id, event: answer.outcome }
  if (answer.outcome !== 'no-answer') {
    journal.write({ level: 'info', ...told })
    return
  }
  const { errorName } = answer
  journal.write({ level: 'error', ...told, errorName, metric: metrics.dependencyFailed })
}
