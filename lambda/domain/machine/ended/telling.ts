import type { EventOf } from '../../session/event.ts'
import { isRefusal, type Refusal } from '../../session/refusal.ts'
import { mayCharge, type Session, terminalStatuses } from '../../session/session.ts'
import { type EpochMs, later } from '../../values/time.ts'
import { TELL_AGAIN_AFTER_MS, TELL_AGAIN_AFTER_MS_MAX } from '../limits.ts'

/** Transitions of what has ended and is not told yet. */

/** The ending that a change comes to, if it does, is to be told from now on. */
export function withEnding(
  before: Session,
  { after, at }: { readonly after: Session; readonly at: EpochMs },
): Session {
  const status = terminalStatuses.find((ended) => ended === after.state.status)
  if (status === undefined || status === before.state.status) return after
  const number = (after.outcomes ?? 0) + 1
  const isUnexpected = status === 'succeeded' && !isOnlyCharge(before)
  const outcome = { number, status, at, ...(isUnexpected ? { unexpected: true as const } : {}) }
  const [first, ...others] = [...(after.untold?.outcomes ?? []), outcome]
  if (first === undefined) return after
  const untold = { ...after.untold, outcomes: [first, ...others], tries: 1, triedAt: at } as const
  return { ...after, outcomes: number, untold }
}

/**
 * Whether a success is by the one charge that the session had asked for last. After Twilio has told
 * of an earlier one there may be two: a look-up and a person name one, and nobody says that there
 * is no other.
 */
const isOnlyCharge = (before: Session): boolean =>
  mayCharge(before) && before.chargedEarlier !== true

/** Told up to this one. What has been added meanwhile is for whoever added it. */
export function crossOut(session: Session, told: EventOf<'outcome-told'>): Session {
  const { untold, ...rest } = session
  if (untold === undefined) return session
  const [first, ...others] = untold.outcomes.filter(({ number }) => number > told.number)
  if (first === undefined) return rest
  const counted = Math.max(untold.counted ?? 0, told.counted)
  const isNews = others.length + 1 < untold.outcomes.length || counted > (untold.counted ?? 0)
  return isNews
    ? { ...session, untold: { ...untold, outcomes: [first, ...others], counted } }
    : session
}

type TimePassed<Ended extends Session> = (
  session: Ended,
  event: EventOf<'time-passed'>,
) => Session | Refusal

/**
 * Besides what else time brings, takes up what nobody has told. The write that records this elects
 * the one who tells it.
 */
export const tellingAgain =
  <Ended extends Session>(otherwise: TimePassed<Ended>): TimePassed<Ended> =>
  (session, event) => {
    const next = otherwise(session, event)
    const tellAt = tellingDueAt(session)
    if (isRefusal(next) || next.untold === undefined) return next
    if (tellAt === null || event.at < tellAt) return next
    const tries = next.untold.tries + 1
    return { ...next, untold: { ...next.untold, tries, triedAt: event.at } }
  }

/** `null`: all is told. It is never given up: a queue may be away for a weekend. */
export function tellingDueAt({ untold }: Session): EpochMs | null {
  if (untold === undefined) return null
  const waitMs = TELL_AGAIN_AFTER_MS * 2 ** (untold.tries - 1)
  return later(untold.triedAt, Math.min(waitMs, TELL_AGAIN_AFTER_MS_MAX))
}
