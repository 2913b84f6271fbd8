import {
  CLOCK_WRONG_MS_MAX,
  NOT_CHARGED_AFTER_MS,
} from '../../../../lambda/domain/machine/limits.ts'
import { isIn, type Session } from '../../../../lambda/domain/session/session.ts'
import { later, parseEpochMs } from '../../../../lambda/domain/values/time.ts'
import { type Defect, inWorld } from './defect.ts'

/** Mistakes that could be made in finding out what became of a charge. */
export const findingDefects: readonly Defect[] = [
  {
    name: 'a look-up’s "not charged" is believed at once',
    tampering: inWorld(({ sessions }) => ({
      sessions: {
        ...sessions,
        load: async (id) => {
          const stored = await sessions.load(id)
          return stored === null ? null : { ...stored, session: longUnresolved(stored.session) }
        },
      },
    })),
    breaks: ['nothing-lost', 'one-charge', 'found-out', 'ended-is-ended'],
  },
  {
    name: 'nobody is asked what became of a charge',
    tampering: inWorld(() => ({ lookUp: null })),
    breaks: ['found-out'],
  },
  {
    name: 'a look-up is asked about the time from one clock to another',
    tampering: inWorld(({ lookUp }) => ({
      lookUp: lookUp && {
        ask: ({ session, to }) =>
          lookUp.ask({ session, from: session.createdAt, to: later(to, -CLOCK_WRONG_MS_MAX) }),
      },
    })),
    breaks: ['nothing-lost', 'truth-told'],
    // The clock that began a whole payment has to be wrong: in one of some ten thousand or more.
    from: 33_500,
  },
  {
    name: 'the schedule charges what it finds, to find out',
    tampering: inWorld(({ lookUp, payments }) => ({
      lookUp: lookUp && {
        ask: async (question) => {
          const { session } = question
          const { attempt, step } = session
          const paymentSid = isIn(session, 'unresolved') ? session.state.charging : null
          if (paymentSid !== null) {
            const command = { type: 'complete', attempt, step, paymentSid } as const
            await payments.send({ session, command, isInTime: () => true })
          }
          return lookUp.ask(question)
        },
      },
    })),
    breaks: ['sent-once'],
  },
  {
    name: 'what a person has seen is turned round',
    tampering: inWorld(({ sessions }) => ({
      sessions: {
        ...sessions,
        save: ({ session, version }) => sessions.save({ session: turnedRound(session), version }),
      },
    })),
    breaks: ['nothing-lost'],
  },
]

function longUnresolved(session: Session): Session {
  if (!isIn(session, 'unresolved')) return session
  const since = parseEpochMs(session.state.since - NOT_CHARGED_AFTER_MS)
  return { ...session, state: { ...session.state, since } }
}

const turnedRound = (session: Session): Session =>
  session.resolution?.by === 'person' && session.state.status === 'succeeded'
    ? { ...session, state: { status: 'failed', reason: 'not-charged-after-all' } }
    : session
