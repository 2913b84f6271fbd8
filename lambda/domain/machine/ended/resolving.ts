import { withoutEcho } from '../../payment/echo.ts'
import type { EventOf } from '../../session/event.ts'
import { type Refusal, refuse } from '../../session/refusal.ts'
import type { Resolution } from '../../session/resolution.ts'
import { isTokenization, type Session, type SessionIn } from '../../session/session.ts'
import { type EpochMs, later } from '../../values/time.ts'
import { GIVEN_UP_AFTER_MS, LOOK_UPS_AFTER_MS, NOT_CHARGED_AFTER_MS } from '../limits.ts'
import { fail, settled, to } from '../moves.ts'

/**
 * Transitions of `unresolved` by another way than Twilio's word: by a look-up at the processor, or
 * by a person. Both speak of all attempts of the session, since the money is the session's.
 */

type Unresolved = SessionIn<'unresolved'>

export function resolveCharged(
  session: Unresolved,
  event: EventOf<'resolved-charged'>,
): Session | Refusal {
  // Nobody but Twilio's callback has the token, and without it nothing has succeeded.
  if (isTokenization(session)) return refuse('nothing-to-charge')
  const { confirmationCode, resolver, at } = event
  const code = withoutEcho(confirmationCode, session)
  return {
    ...to(settled(session), { status: 'succeeded', confirmationCode: code, sealedToken: null }),
    problem: null,
    ...saidLast(session, { ...resolver, outcome: 'charged', at }),
  }
}

export function resolveNotCharged(
  session: Unresolved,
  event: EventOf<'resolved-not-charged'>,
): Session {
  const { resolver, at } = event
  if (resolver.by === 'look-up' && !isProof(session, at)) return session
  const said = saidLast(session, { ...resolver, outcome: 'not-charged', at })
  return { ...fail(session, 'not-charged-after-all'), ...said }
}

/** Whoever answers for what was said before stays on record, also when it did not hold. */
function saidLast(
  { resolution: before, earlierResolutions: earlier = [] }: Unresolved,
  resolution: Resolution,
): Pick<Session, 'resolution' | 'earlierResolutions'> {
  return before === undefined
    ? { resolution }
    : { resolution, earlierResolutions: [...earlier, before] }
}

/**
 * That a program found no charge proves something only after a quiet time, in which none can be on
 * its way any more; and never against Twilio's verified word that there is one.
 */
const isProof = ({ state, chargedEarlier }: Unresolved, at: EpochMs): boolean =>
  chargedEarlier !== true && at >= later(state.since, NOT_CHARGED_AFTER_MS)

/**
 * Takes the look-up whose time has come. The write that records this elects the one who asks, so
 * that nobody asks more often than planned; what was missed is not made up for.
 */
export function takeLookUp(session: Unresolved, event: EventOf<'time-passed'>): Session {
  const dueAt = lookUpDueAt(session)
  if (dueAt === null || event.at < dueAt) return session
  const { since, lookUps } = session.state
  if (isAskedForTheLastTime(session)) {
    return event.givesUp ? to(session, { ...session.state, lookUps: lookUps + 1 }) : session
  }
  const passed = LOOK_UPS_AFTER_MS.filter((afterMs) => event.at >= later(since, afterMs))
  return to(session, { ...session.state, lookUps: passed.length })
}

const isAskedForTheLastTime = ({ state }: Unresolved): boolean =>
  state.lookUps === LOOK_UPS_AFTER_MS.length

/** The last look-up has not found out what became of the charge, and a person has to be called. */
export const isToBeGivenUp = (session: Unresolved, at: EpochMs): boolean =>
  isAskedForTheLastTime(session) && at >= later(session.state.since, GIVEN_UP_AFTER_MS)

/**
 * When somebody asks, or at last gives up. `null`: the rest is for a person. What charges nothing,
 * no processor has a charge of.
 */
export function lookUpDueAt(session: Unresolved): EpochMs | null {
  const { since, lookUps } = session.state
  const afterMs = [...LOOK_UPS_AFTER_MS, GIVEN_UP_AFTER_MS][lookUps]
  return afterMs === undefined || isTokenization(session) ? null : later(since, afterMs)
}
