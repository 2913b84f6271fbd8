import { isToBeGivenUp } from '../../domain/machine/ended/resolving.ts'
import type { SessionEvent } from '../../domain/session/event.ts'
import { isIn, isTerminal, type Session } from '../../domain/session/session.ts'
import type { SessionId } from '../../domain/values/ids.ts'
import type { EpochMs } from '../../domain/values/time.ts'
import { metrics } from '../../metrics.ts'
import { errorNameOf } from '../../ports/errors.ts'
import { advance } from '../engine/advance.ts'
import type { World } from '../engine/world.ts'
import { journalGivenUp, lookUpCharge } from '../look-up-charge.ts'

/** What a session may take, at the most: a look at the call and three sends, or a look-up. */
export const SETTLING_MS = 20_000

/** `gone` when there is no such session any more. */
export type SettledAs = 'changed' | 'same' | 'gone' | 'failed'

/**
 * Says what is new on the live call, but not that a charge is not known: whoever waits for the bank
 * hears that at the next turn, in a few seconds, and Twilio, when it hangs, must not keep the other
 * charges waiting for their truth.
 */
export async function settleSession(
  world: World,
  due: { readonly sessionId: SessionId; readonly remainingMs: () => number },
): Promise<SettledAs> {
  const { sessionId, remainingMs } = due
  try {
    const known = await world.sessions.load(sessionId)
    if (known === null) return 'gone'
    const { session } = known
    const givesUp = isIn(session, 'unresolved') && isToBeGivenUp(session, world.surroundings.now())
    if (givesUp) journalGivenUp(world, session)
    const event = givesUp ? givenUp : await eventFor(world, session)
    const announce = !isIn(session, 'completing')
    const advanced = await advance(world, { sessionId, event, announce, remainingMs, known })
    if (advanced.result !== 'advanced') return 'same'
    if (!givesUp && lookUpsOf(advanced.session) > lookUpsOf(session))
      await lookUpCharge(world, { session: advanced.session, remainingMs })
    return 'changed'
  } catch (error) {
    journalFailure(world, { sessionId, error })
    return 'failed'
  }
}

/** A look-up whose time had come was taken; other things come due in an unresolved session, too. */
const lookUpsOf = (session: Session): number =>
  isIn(session, 'unresolved') ? session.state.lookUps : 0

/** One session that cannot be settled must not keep the others waiting. */
function journalFailure(
  { journal }: World,
  failure: { readonly sessionId: SessionId; readonly error: unknown },
): void {
  const { sessionId, error } = failure
  journal.write({
    level: 'error',
    message: 'session could not be settled',
    sessionId,
    errorName: errorNameOf(error),
    metric: metrics.dependencyFailed,
  })
}

const givenUp = (at: EpochMs): SessionEvent => ({ type: 'time-passed', at, givesUp: true })

const needsNoLook = (session: Session): boolean =>
  session.state.status === 'completing' || isTerminal(session)

async function eventFor(world: World, session: Session): Promise<(at: EpochMs) => SessionEvent> {
  const timePassed = (at: EpochMs): SessionEvent => ({ type: 'time-passed', at })
  if (needsNoLook(session)) return timePassed
  const status = await world.calls.status(session)
  if (status === 'over') return (at) => ({ type: 'call-ended', at })
  // A command that is owed is sent again; a session that only waits is marked as looked after.
  if (session.pending !== null) return timePassed
  // Twilio not telling counts as alive: or these would come first for ever, and starve the others.
  return (at) => ({ type: 'call-alive', at })
}
