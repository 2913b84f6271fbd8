import { isAnotherCharge } from '../domain/machine/ended/another-charge.ts'
import { searchedTime } from '../domain/machine/ended/searched-time.ts'
import type { SessionEvent } from '../domain/session/event.ts'
import { isIn, isTokenization, type Session } from '../domain/session/session.ts'
import type { EpochMs } from '../domain/values/time.ts'
import { metrics } from '../metrics.ts'
import type { LookUpAnswer } from '../ports/processor/look-up.ts'
import { advance } from './engine/advance.ts'
import type { World } from './engine/world.ts'

/**
 * Asks what became of the charge of an `unresolved` session, and takes the answer in. The look-up
 * has been recorded before, so that nobody else asks now.
 */
export async function lookUpCharge(world: World, asking: Asking): Promise<void> {
  const { session } = asking
  if (world.lookUp === null || isTokenization(session)) return
  const answer = await world.lookUp.ask({
    session,
    ...searchedTime(session, world.surroundings.now()),
  })
  journalAnswer(world, { session, answer })
  await takeIn(world, { ...asking, answer })
}

interface Asking {
  readonly session: Session
  readonly remainingMs: () => number
}

async function takeIn(
  world: World,
  { session, remainingMs, answer }: Asking & { readonly answer: LookUpAnswer },
): Promise<void> {
  const event = eventOf(answer)
  if (event === null) return
  const sessionId = session.id
  const advanced = await advance(world, { sessionId, event, announce: false, remainingMs })
  // Who lost the race to write it asks again.
  if (!('session' in advanced) || answer.outcome !== 'charged') return
  journalUnexpected(world, { session: advanced.session, answer })
}

/**
 * Nobody asks any more by itself, and whoever relied on that has to hear of it. Written ahead of
 * the record that it was: twice, when somebody dies in between, and not never.
 */
export function journalGivenUp({ journal, lookUp }: World, session: Session): void {
  if (lookUp === null) return
  journal.write({
    level: 'error',
    message: 'charge not found out',
    sessionId: session.id,
    status: session.state.status,
    metric: metrics.sessionUnresolved,
  })
}

/**
 * A charge that somebody said meanwhile was none, by a late decline or by hand: the session has
 * failed, and takes the answer in no more. Or Twilio has told of another one meanwhile. Nobody asks
 * again, so a person has to hear of it.
 */
function journalUnexpected(
  { journal }: World,
  found: {
    readonly session: Session
    readonly answer: Extract<LookUpAnswer, { outcome: 'charged' }>
  },
): void {
  const { id, state, attempt } = found.session
  const { confirmationCode } = found.answer
  if (isIn(found.session, 'succeeded') && !isAnotherCharge(found.session, confirmationCode)) return
  journal.write({
    level: 'error',
    message: 'charge not expected',
    sessionId: id,
    status: state.status,
    attempt,
    event: 'charged',
    metric: metrics.chargeContradicted,
  })
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
