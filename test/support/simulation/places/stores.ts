import type { Claim, ClaimStore } from '../../../../lambda/ports/claim-store.ts'
import { storageUnavailable } from '../../../../lambda/ports/errors.ts'
import type { Progress, ProgressStore } from '../../../../lambda/ports/progress-store.ts'
import type { SessionStore, StoredSession } from '../../../../lambda/ports/session-store.ts'
import type { Surroundings } from '../surroundings.ts'
import type { Functions, Invocation, Reply } from '../time/functions.ts'
import type { SessionItems } from './session-items.ts'

/** What is durable in a schedule. */
export interface Tables {
  readonly sessions: SessionItems
  readonly claims: Map<string, Claim>
  readonly progress: Map<string, Progress>
  /** For the id of a new session. */
  readonly newNumber: () => number
}

/** Two tries of a second each, and the time in between. */
const GIVEN_UP_AFTER_MS = 2_100

/** A function, and where it runs: every answer may be missing, or late, or both. */
interface At {
  readonly place: {
    readonly around: Surroundings
    readonly functions: Functions
    readonly tables: Tables
  }
  readonly invocation: Invocation
}

export function sessionsOf({ place, invocation }: At): SessionStore {
  const { functions, tables } = place
  const io = <T>(what: string, act: () => Reply<T>) => functions.io({ invocation, what }, act)
  const write = <No>(stored: StoredSession, otherwise: No): Reply<'saved' | No> =>
    written(place, {
      put: () => tables.sessions.write(stored, invocation),
      standing: () => tables.sessions.writerOf(stored.session.id),
      said: (isWritten) => (isWritten ? 'saved' : otherwise),
    })
  return {
    load: (id) => io('load', () => read(place, () => tables.sessions.read(id, invocation))),
    insert: (session) => io('insert', () => write({ session, version: 0 }, 'exists' as const)),
    save: (stored) => {
      overtake({ place, invocation }, stored)
      return io('save', () => write(stored, 'conflict' as const))
    },
    due: (wanted) =>
      io('due', () => read(place, () => tables.sessions.due(wanted).slice(0, wanted.limit))),
  }
}

/** Somebody looks after the session in the very moment in which it is about to be written. */
function overtake({ place, invocation }: At, { session, version }: StoredSession): void {
  const { around, tables } = place
  if (around.spells.isDatabaseAway || !around.weather.strikes('db-overtaken')) return
  const isRenamed = around.renamedStatus !== null
  // Whoever overtakes can read what stands there.
  const somebody = isRenamed ? { ...invocation, isNextVersion: true } : invocation
  const standing = tables.sessions.read(session.id, somebody)
  if (standing?.version === version) tables.sessions.write(standing, somebody)
}

export function claimsOf({ place, invocation }: At): ClaimStore {
  const { functions, tables } = place
  const { claims } = tables
  const io = <T>(what: string, act: () => Reply<T>) => functions.io({ invocation, what }, act)
  const put = (claim: Claim, free: () => boolean): Reply<boolean> =>
    written(place, {
      put: () => {
        if (!free()) return 'conflict'
        claims.set(claim.key, claim)
        return claim.sessionId
      },
      standing: () => claims.get(claim.key)?.sessionId ?? null,
      said: (isWritten) => isWritten,
    })
  return {
    claim: async (claim) => {
      const claimed = await io('claim', () => put(claim, () => !claims.has(claim.key)))
      if (claimed) return claim
      return io('claim held', () => read(place, () => claims.get(claim.key) ?? claim))
    },
    handOver: ({ from, to }) =>
      io('hand over', () => put(to, () => claims.get(from.key)?.sessionId === from.sessionId)),
    find: (key) => io('find', () => read(place, () => claims.get(key) ?? null)),
  }
}

export function progressOf({ place, invocation }: At): ProgressStore {
  const { functions, tables } = place
  return {
    note: (id, progress) =>
      functions.io({ invocation, what: 'note' }, () =>
        read(place, () => void tables.progress.set(id, progress)),
      ),
    read: (id) =>
      functions.io({ invocation, what: 'progress' }, () =>
        read(place, () => tables.progress.get(id) ?? null),
      ),
  }
}

function read<T>({ around }: At['place'], value: () => T): Reply<T> {
  const isAway = around.spells.isDatabaseAway || around.weather.strikes('db-read-fails')
  if (isAway) return unanswered()
  try {
    return { afterMs: 0, value: value() }
  } catch (error) {
    return { afterMs: 0, later: () => thrown(error) }
  }
}

const thrown = (error: unknown): never => {
  throw error
}

/** The answer to a conditional write, found out by the writer's own token where there was none. */
function written<Token, Said>(
  { around }: At['place'],
  item: {
    readonly put: () => Token | 'conflict'
    readonly standing: () => Token | null
    readonly said: (isWritten: boolean) => Said
  },
): Reply<Said> {
  const { weather } = around
  if (around.spells.isDatabaseAway) return unanswered()
  if (weather.strikes('db-throttled') || weather.strikes('db-write-lost')) return unanswered()
  const token = item.put()
  if (token === 'conflict') return { afterMs: 0, value: item.said(false) }
  if (!weather.strikes('db-unanswered')) return { afterMs: 0, value: item.said(true) }
  if (weather.strikes('db-look-fails')) return unanswered()
  // Whoever was overtaken meanwhile cannot know that the write had been applied.
  return { afterMs: GIVEN_UP_AFTER_MS, later: () => item.said(item.standing() === token) }
}

const unanswered = (): Reply<never> => ({
  afterMs: GIVEN_UP_AFTER_MS,
  later: () => {
    throw storageUnavailable('a simulated item', null)
  },
})
