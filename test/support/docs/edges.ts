import { decide } from '../../../lambda/domain/machine/decide.ts'
import type { EventType, SessionEvent } from '../../../lambda/domain/session/event.ts'
import { isRefusal } from '../../../lambda/domain/session/refusal.ts'
import { allStatuses, type Session, type Status } from '../../../lambda/domain/session/session.ts'
import { everyEvent } from '../every-event.ts'
import { sessionIn } from '../sessions-in.ts'

export interface Edge {
  readonly from: Status
  readonly event: EventType
  /** The same as `from` when the event is accepted and the status stays. */
  readonly to: Status
  readonly when: When
}

/** What has an attempt before the present one to do with it? */
export type When =
  | 'usually'
  | 'of an earlier attempt'
  /** Twilio has told of one; the session goes on with that in mind. */
  | 'after a charge of an earlier attempt'

/**
 * Where each event can lead from each status. The machine's table does not say, so that `decide`
 * is asked, over every combination of what its transitions look at.
 */
export function edges(): readonly Edge[] {
  const found = new Map<string, Edge>()
  for (const from of allStatuses) {
    for (const session of sessionsIn(from).filter(canBe)) {
      for (const event of eventsFor(session).filter(isOwedTo(session))) {
        const next = decide(session, event)
        if (isRefusal(next)) continue
        const to = next.state.status
        const edge = { from, event: event.type, to, when: whenIs(session, event) }
        found.set(Object.values(edge).join(' '), edge)
      }
    }
  }
  return [...found.values()]
}

/** Which of these it is when a session, as it was before, takes an event. */
export function whenIs(session: Session, event: SessionEvent): When {
  if ('attempt' in event && event.attempt < session.attempt) return 'of an earlier attempt'
  return session.chargedEarlier ? 'after a charge of an earlier attempt' : 'usually'
}

/** What a session may look like in a status: every combination of these, one of each row. */
const variations: ReadonlyArray<ReadonlyArray<(session: Session) => Session>> = [
  [same, (session) => ({ ...session, mode: 'assisted' })],
  // The last of its budgets: attempts, declined cards, entries of a field.
  [same, (session) => ({ ...session, attempt: 5, pending: null }), lastEntry],
  [same, (session) => ({ ...session, declines: 2 })],
  [same, (session) => ({ ...session, captured: [] }), allButTheAsked],
  [same, (session) => ({ ...session, pending: null }), redrivenOften],
  [same, confirmedByTwilio],
  [same, chargedEarlier],
]

function same(session: Session): Session {
  return session
}

function lastEntry(session: Session): Session {
  const { state } = session
  return state.status === 'capturing' ? { ...session, rejections: { [state.field]: 2 } } : session
}

function allButTheAsked(session: Session): Session {
  const { state, terms } = session
  if (state.status !== 'capturing') return session
  return { ...session, captured: terms.fields.filter((field) => field !== state.field) }
}

function confirmedByTwilio(session: Session): Session {
  const { terms } = session
  return { ...session, terms: { ...terms, options: { ...terms.options, confirmation: 'true' } } }
}

/** Only these statuses can have been told and be what they were. */
function chargedEarlier(session: Session): Session {
  const { state, attempt } = session
  const canBeTold = ['completing', 'unresolved', 'failed', 'succeeded'].includes(state.status)
  return canBeTold ? { ...session, attempt: Math.max(attempt, 2), chargedEarlier: true } : session
}

function redrivenOften(session: Session): Session {
  return session.pending === null
    ? session
    : { ...session, pending: { ...session.pending, redrives: 5 } }
}

const sessionsIn = (status: Status): readonly Session[] =>
  variations.reduce<readonly Session[]>(
    (sessions, row) => [
      ...new Set(sessions.flatMap((session) => row.map((vary) => vary(session)))),
    ],
    [sessionIn(status)],
  )

/** Alone with a caller the flow never rests between two fields: one write records what follows. */
const canBe = ({ mode, state }: Session): boolean =>
  mode === 'assisted' || state.status !== 'collecting'

/** An answer to a command that is owed no more leads nowhere, whatever the table says. */
const isOwedTo = (session: Session) => (event: SessionEvent) =>
  session.pending !== null || !event.type.startsWith('command-')

/** A second, longer than a verdict may take, and longer than a session may take. */
const momentsMs = [1_000, 100_000, 31 * 60_000]

function eventsFor(session: Session): readonly SessionEvent[] {
  return momentsMs.flatMap((offsetMs) => {
    const {
      'payment-refused': refused,
      'command-refused': answered,
      ...others
    } = everyEvent(session, offsetMs)
    return [
      ...Object.values(others),
      ...(session.attempt > 1
        ? [{ ...others['payment-succeeded'], attempt: session.attempt - 1 }]
        : []),
      ...(['declined', 'not-charged', 'not-known'] as const).map((verdict) => ({
        ...refused,
        verdict,
      })),
      ...[20404, 21220, 64002, 64020, 64021].map((twilioCode) => ({ ...answered, twilioCode })),
      // "There is one already", from a Twilio that may have heard an earlier send.
      { ...answered, twilioCode: 64021, sure: false },
    ]
  })
}
