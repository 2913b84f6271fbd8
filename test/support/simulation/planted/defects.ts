import { readCallback } from '../../../../lambda/http/twilio/callback-parameters.ts'
import { noTampering, type Tampering, type ToldToUs } from '../places/tampering.ts'
import { type Defect, inWorld } from './defect.ts'
import { findingDefects } from './finding-defects.ts'
import { outageDefects } from './outage-defects.ts'
import { tellingDefects } from './telling-defects.ts'

const inCallbacks = (callback: Tampering['callback']): Tampering => ({ ...noTampering, callback })

/** Mistakes that an engine like ours could have, put into ours from outside. */
const engineDefects: readonly Defect[] = [
  {
    name: 'a charge is sent again after an uncertain outcome',
    tampering: inWorld(({ payments }) => ({
      payments: {
        ...payments,
        send: async (request) => {
          const outcome = await payments.send(request)
          const isUnsure = outcome.outcome === 'unknown' && request.command.type === 'complete'
          return isUnsure ? payments.send(request) : outcome
        },
      },
    })),
    breaks: ['sent-once'],
  },
  {
    name: 'a time-out counts as "never arrived"',
    tampering: inWorld(({ payments }) => ({
      payments: {
        ...payments,
        send: async (request) => {
          const outcome = await payments.send(request)
          return outcome.outcome === 'unknown' ? { outcome: 'unsent', retryAfterMs: null } : outcome
        },
      },
    })),
    breaks: ['sent-once', 'nothing-lost'],
  },
  {
    name: 'silence after a charge is taken for "there is no such payment"',
    tampering: inWorld(({ payments }) => ({
      payments: {
        ...payments,
        send: async (request) => {
          const outcome = await payments.send(request)
          return outcome.outcome === 'unknown' ? { outcome: 'refused', twilioCode: 20404 } : outcome
        },
      },
    })),
    breaks: ['nothing-lost', 'one-charge', 'ended-is-ended'],
  },
  {
    name: 'each send has a new key',
    tampering: inWorld(({ payments, surroundings }) => ({
      payments: {
        ...payments,
        send: (request) => {
          const { command } = request
          const step = command.step + Math.floor(surroundings.chance() * 8)
          return payments.send({ ...request, command: { ...command, step } })
        },
      },
    })),
    breaks: ['write-ahead', 'one-key'],
  },
  {
    name: 'a write is not conditional',
    tampering: inWorld(({ sessions }) => ({
      sessions: {
        ...sessions,
        save: async ({ session, version }) => {
          const standing = await sessions.load(session.id)
          return sessions.save({ session, version: standing?.version ?? version })
        },
      },
    })),
    breaks: ['one-key', 'ended-is-ended', 'write-ahead', 'nothing-lost', 'sent-once'],
  },
  {
    name: 'a command is sent while its record is still being written',
    tampering: inWorld(({ sessions }) => ({
      sessions: {
        ...sessions,
        save: async (stored) => {
          sessions.save(stored).catch(() => {})
          return 'saved'
        },
      },
    })),
    breaks: ['write-ahead'],
  },
  {
    name: 'a callback counts for whatever step the session is at',
    tampering: inCallbacks(({ named, from, standing }: ToldToUs) =>
      readCallback(named, {
        attempt: standing?.attempt ?? from.attempt,
        step: standing?.step ?? from.step,
        paymentSid:
          standing !== null && 'paymentSid' in standing.state
            ? standing.state.paymentSid
            : from.paymentSid,
      }),
    ),
    breaks: ['nothing-lost', 'truth-told', 'ended-is-ended', 'one-charge', 'alarmed'],
  },
  {
    name: 'a connector that cannot tell has declined',
    tampering: inCallbacks(({ named, from }: ToldToUs) => {
      const isUnsure = ['64002', '64008', '64010'].includes(named.get('PayErrorCode') ?? '')
      return readCallback(isUnsure ? new Map([...named, ['PayErrorCode', '64012']]) : named, from)
    }),
    breaks: ['nothing-lost', 'one-charge'],
  },
  {
    name: 'a charge without a verdict by its deadline has failed',
    tampering: inWorld(({ sessions }) => ({
      sessions: {
        ...sessions,
        save: ({ session, version }) => {
          if (session.state.status !== 'unresolved') return sessions.save({ session, version })
          const failed = { ...session, state: { status: 'failed', reason: 'declined' } } as const
          return sessions.save({ session: failed, version })
        },
      },
    })),
    breaks: ['nothing-lost', 'ended-is-ended', 'write-ahead', 'all-told'],
  },
  {
    name: 'a call is not claimed',
    tampering: inWorld(({ claims }) => ({
      claims: {
        ...claims,
        claim: async (claim) => (claim.key.startsWith('call#') ? claim : claims.claim(claim)),
      },
    })),
    breaks: ['one-charge'],
  },
  {
    name: 'the caller hears of success while the charge is being made',
    tampering: inWorld(({ calls }) => ({
      calls: {
        ...calls,
        say: (session, twiml) =>
          calls.say(session, twiml.replace('is being made', 'was successful').replace('Y', 'y')),
      },
    })),
    breaks: ['truth-told'],
  },
  {
    name: 'the schedule finds nothing',
    tampering: inWorld(({ sessions }) => ({ sessions: { ...sessions, due: async () => [] } })),
    breaks: ['comes-to-an-end'],
  },
  {
    name: 'charges without a verdict are looked for every other minute',
    tampering: inWorld(({ sessions }) => ({
      sessions: {
        ...sessions,
        due: async (query) => {
          const isSkipped = query.dueFor === 'verdict' && Math.floor(query.now / 60_000) % 2 === 1
          return isSkipped ? [] : sessions.due(query)
        },
      },
    })),
    breaks: ['comes-to-an-end'],
  },
  {
    name: 'Twilio is never asked to listen',
    tampering: inWorld(({ payments }) => ({
      payments: {
        ...payments,
        send: async (request) =>
          request.command.type === 'capture'
            ? { outcome: 'refused', twilioCode: 64020 }
            : payments.send(request),
      },
    })),
    breaks: ['works'],
  },
  {
    name: 'nothing is logged',
    tampering: inWorld(() => ({ journal: { write: () => {} } })),
    breaks: ['alarmed'],
  },
  {
    name: 'a field that this version does not know is dropped',
    tampering: inWorld(({ sessions }) => ({
      sessions: {
        ...sessions,
        save: ({ session, version }) =>
          sessions.save({ session: withoutUnknown(session), version }),
      },
    })),
    breaks: ['record'],
  },
]

export const defects: readonly Defect[] = [
  ...engineDefects,
  ...outageDefects,
  ...findingDefects,
  ...tellingDefects,
]

function withoutUnknown<T extends object>(session: T): T {
  const { fieldOfTheNextVersion: _, ...known } = { fieldOfTheNextVersion: null, ...session }
  return Object.assign({}, session, known, { fieldOfTheNextVersion: undefined })
}
