import { expiresAtEpochSeconds } from '../../../lambda/adapters/dynamodb/client.ts'
import type { Session } from '../../../lambda/domain/session/session.ts'
import type { SessionId } from '../../../lambda/domain/values/ids.ts'
import type { Claim, ClaimStore } from '../../../lambda/ports/claim-store.ts'
import type { Progress, ProgressStore } from '../../../lambda/ports/progress-store.ts'
import type { SessionStore, StoredSession } from '../../../lambda/ports/session-store.ts'
import { dueAt, dueFor } from './due.ts'
import { frozen } from './frozen.ts'

/**
 * Honest stores without a database: what they keep is frozen, so that nobody can change it in
 * hand, as nobody can a table's item. A copy each time would cost more than all the rest.
 */
export interface MemoryStores {
  readonly sessions: SessionStore & { all(): readonly Session[] }
  readonly claims: ClaimStore & { all(): readonly Claim[] }
  readonly progress: ProgressStore
}

export function memoryStores(): MemoryStores {
  return { sessions: memorySessions(), claims: memoryClaims(), progress: memoryProgress() }
}

function memorySessions(): MemoryStores['sessions'] {
  const items = new Map<SessionId, StoredSession>()
  return {
    load: async (id) => items.get(id) ?? null,
    insert: async (session) => {
      if (items.has(session.id)) return 'exists'
      items.set(session.id, frozen({ session, version: 1 }))
      return 'saved'
    },
    save: async ({ session, version }) => {
      if (items.get(session.id)?.version !== version) return 'conflict'
      items.set(session.id, frozen({ session, version: version + 1 }))
      return 'saved'
    },
    due: async ({ now, limit, dueFor: wanted = 'care' }) =>
      [...items.values()]
        .filter(({ session }) => dueFor(session) === wanted)
        .map(({ session }) => ({ id: session.id, at: dueAt(session) ?? Number.POSITIVE_INFINITY }))
        .filter(({ at }) => at <= now)
        .sort((a, b) => a.at - b.at)
        .slice(0, limit)
        .map(({ id }) => id),
    all: () => [...items.values()].map(({ session }) => session),
  }
}

function memoryClaims(): MemoryStores['claims'] {
  const items = new Map<string, Claim>()
  return {
    claim: async (claim) => {
      const held = items.get(claim.key)
      if (held !== undefined && !isExpired(held, claim.claimedAt)) return held
      items.set(claim.key, claim)
      return claim
    },
    handOver: async ({ from, to }) => {
      if (items.get(from.key)?.sessionId !== from.sessionId) return false
      items.set(to.key, to)
      return true
    },
    find: async (key, now) => {
      const held = items.get(key)
      return held === undefined || isExpired(held, now) ? null : held
    },
    all: () => [...items.values()],
  }
}

const isExpired = ({ claimedAt }: Claim, now: number): boolean =>
  expiresAtEpochSeconds(claimedAt) * 1_000 <= now

function memoryProgress(): ProgressStore {
  const items = new Map<SessionId, Progress>()
  return {
    note: async (id, progress) => void items.set(id, progress),
    read: async (id) => items.get(id) ?? null,
  }
}
