import { AppError } from '../../../../lambda/ports/errors.ts'
import { noTampering, type Tampering } from '../places/tampering.ts'
import { type Defect, inWorld } from './defect.ts'

function nothingWhereUnreadable(error: unknown): null {
  if (error instanceof AppError && error.code === 'record-unreadable') return null
  throw error
}

const inReplays = (replay: Tampering['replay']): Tampering => ({ ...noTampering, replay })

/** Mistakes that could be made with callbacks that have to wait for the database. */
export const outageDefects: readonly Defect[] = [
  {
    name: 'a callback is answered with 204 though nothing has kept it',
    tampering: inWorld(({ callbacks }) => ({
      callbacks: {
        ...callbacks,
        put: async (callback) => {
          await callbacks.put(callback)
          return 'queued'
        },
      },
    })),
    breaks: ['answered-is-kept'],
  },
  {
    name: 'a database that is away is taken for an empty one',
    tampering: inWorld(({ sessions }) => ({
      sessions: { ...sessions, load: (id) => sessions.load(id).catch(() => null) },
    })),
    breaks: ['answered-is-kept'],
  },
  {
    name: 'a session that only another version can read is taken for none',
    tampering: inWorld(({ sessions }) => ({
      sessions: { ...sessions, load: (id) => sessions.load(id).catch(nothingWhereUnreadable) },
    })),
    breaks: ['answered-is-kept'],
    // A verdict has to come to the one of two versions that cannot read: one in some thousands.
    from: 8_000,
  },
  {
    name: 'the queue is replayed out of order',
    tampering: inReplays((world, { messages, remainingMs }) =>
      noTampering.replay(world, { messages: messages.toReversed(), remainingMs }),
    ),
    breaks: ['in-order'],
  },
  {
    name: 'a callback that cannot be taken in now is deleted',
    tampering: inReplays(async (world, replay) => {
      const left = new Set(await noTampering.replay(world, replay))
      return replay.messages
        .filter(({ id, body }) => left.has(id) && world.callbacks.read(body) === null)
        .map(({ id }) => id)
    }),
    breaks: ['answered-is-kept'],
  },
  {
    name: 'a poison callback is deleted',
    tampering: inReplays(async (world, replay) => {
      const left = new Set(await noTampering.replay(world, replay))
      return replay.messages
        .filter(({ id, body }) => left.has(id) && world.callbacks.read(body) !== null)
        .map(({ id }) => id)
    }),
    breaks: ['queue-empties'],
  },
  {
    name: 'a poison callback holds up those behind it',
    tampering: inReplays(async (world, replay) => {
      const isPoisoned = replay.messages.some(({ body }) => world.callbacks.read(body) === null)
      return isPoisoned ? replay.messages.map(({ id }) => id) : noTampering.replay(world, replay)
    }),
    breaks: ['queue-empties', 'alarmed'],
  },
]
