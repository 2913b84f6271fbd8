import { readSession, writeSession } from '../../../../lambda/adapters/dynamodb/session-record.ts'
import { type DueFor, dueAt, dueFor } from '../../../../lambda/domain/machine/due.ts'
import type { Session } from '../../../../lambda/domain/session/session.ts'
import type { SessionId } from '../../../../lambda/domain/values/ids.ts'
import type { StoredSession } from '../../../../lambda/ports/session-store.ts'
import type { Surroundings } from '../surroundings.ts'
import type { Invocation } from '../time/functions.ts'

interface Item {
  readonly session: Session
  /** Under what the index has it. */
  readonly dueFor: DueFor
  /** The record as text, when two versions of the code have to understand each other by it. */
  readonly text: string | null
  readonly version: number
  readonly writer: number
  /** Since when it has this status, by the one right clock. */
  readonly sinceMs: number
}

/** What a version of the code to come might write into a session. */
const LATER_FIELD = '"fieldOfTheNextVersion":'

/** The table of sessions: what is durable, and who wrote it. */
export class SessionItems {
  readonly #items = new Map<SessionId, Item>()
  readonly #around: Surroundings
  #writes = 0

  constructor(around: Surroundings) {
    this.#around = around
  }

  /** As a function gets it: a copy, and in two versions' times out of its record. */
  read(id: SessionId): StoredSession | null {
    const item = this.#items.get(id)
    if (item === undefined) return null
    const { session, version, text } = item
    return { session: text === null ? session : readSession(text, id), version }
  }

  /** As it is, for whoever watches. */
  peek(id: SessionId): Session | null {
    return this.#items.get(id)?.session ?? null
  }

  sinceMs(id: SessionId): number {
    return this.#items.get(id)?.sinceMs ?? 0
  }

  all(): readonly Session[] {
    return [...this.#items.values()].map(({ session }) => session)
  }

  due(wanted: { readonly now: number; readonly dueFor?: DueFor }): readonly SessionId[] {
    return [...this.#items.values()]
      .filter((item) => item.dueFor === (wanted.dueFor ?? 'care'))
      .map(({ session }) => ({ id: session.id, due: dueAt(session) ?? Number.POSITIVE_INFINITY }))
      .filter(({ due }) => due <= wanted.now)
      .sort((one, other) => one.due - other.due)
      .map(({ id }) => id)
  }

  /** Whether a run of the schedule at this time would find anything. */
  hasDue(now: number): boolean {
    return this.all().some((session) => (dueAt(session) ?? Number.POSITIVE_INFINITY) <= now)
  }

  /** Writes on the condition that the item has this version; 0 is none. @returns the own token. */
  write(stored: StoredSession, by: Invocation): number | 'conflict' {
    const before = this.#items.get(stored.session.id) ?? null
    if ((before?.version ?? 0) !== stored.version) return 'conflict'
    this.#writes += 1
    const { session } = stored
    const text = this.#around.hasTwoVersions ? this.#recordOf(session, by) : null
    if (before?.text?.includes(LATER_FIELD) && !text?.includes(LATER_FIELD)) {
      this.#around.watch.broken('record', `A field that is not known was lost from ${session.id}.`)
    }
    const isSame = before?.session.state.status === session.state.status
    const sinceMs = isSame ? before.sinceMs : this.#around.clock.nowMs
    const written = { version: stored.version + 1, writer: this.#writes, sinceMs }
    const item = { session, text, dueFor: this.#indexedFor(session, by), ...written }
    this.#items.set(session.id, item)
    this.#around.watch.stored({ before: before?.session ?? null, after: session })
    return item.writer
  }

  writerOf(id: SessionId): number | null {
    return this.#items.get(id)?.writer ?? null
  }

  /** The older of two versions keeps charges without a verdict among all others. */
  #indexedFor(session: Session, by: Invocation): DueFor {
    const isOfOld = this.#around.hasTwoVersions && !by.isNextVersion
    const wanted = dueFor(session)
    return isOfOld && wanted === 'verdict' ? 'care' : wanted
  }

  #recordOf(session: Session, by: Invocation): string {
    const text = writeSession(session)
    if (!by.isNextVersion || text.includes(LATER_FIELD)) return text
    return `${text.slice(0, -1)},${LATER_FIELD}{"since":${by.number}}}`
  }
}
