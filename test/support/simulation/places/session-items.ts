import { writeSession } from '../../../../lambda/adapters/dynamodb/session-record.ts'
import { type Due, type DueFor, nextDue } from '../../../../lambda/domain/machine/due.ts'
import type { Session } from '../../../../lambda/domain/session/session.ts'
import type { SessionId } from '../../../../lambda/domain/values/ids.ts'
import type { StoredSession } from '../../../../lambda/ports/session-store.ts'
import type { Surroundings } from '../surroundings.ts'
import type { Invocation } from '../time/functions.ts'
import { type Reader, TwoVersions } from './two-versions.ts'

export interface Item {
  readonly session: Session
  /** What the index has of it. */
  readonly due: Due | null
  /** The record as text, when two versions of the code have to understand each other by it. */
  readonly text: string | null
  readonly version: number
  readonly writer: number
  /** Since when it has this status, by the one right clock. */
  readonly sinceMs: number
}

/** The table of sessions: what is durable, and who wrote it. */
export class SessionItems {
  readonly #items = new Map<SessionId, Item>()
  readonly #around: Surroundings
  readonly #versions: TwoVersions
  #writes = 0

  constructor(around: Surroundings) {
    this.#around = around
    this.#versions = new TwoVersions(around)
  }

  /** As a function gets it: a copy, and in two versions' times out of its record. */
  read(id: SessionId, by: Reader): StoredSession | null {
    const item = this.#items.get(id)
    if (item === undefined) return null
    const { session, version, text } = item
    return { session: text === null ? session : this.#versions.read(text, { id, ...by }), version }
  }

  /** As it is, for whoever watches. */
  peek(id: SessionId): Session | null {
    return this.#items.get(id)?.session ?? null
  }

  sinceMs(id: SessionId): number {
    return this.#items.get(id)?.sinceMs ?? 0
  }

  items(): Iterable<Item> {
    return this.#items.values()
  }

  all(): readonly Session[] {
    return [...this.#items.values()].map(({ session }) => session)
  }

  due(wanted: { readonly now: number; readonly dueFor?: DueFor }): readonly SessionId[] {
    const found: Array<{ readonly id: SessionId; readonly at: number }> = []
    for (const { session, due } of this.#items.values()) {
      if (due?.dueFor === (wanted.dueFor ?? 'care') && due.at <= wanted.now) {
        found.push({ id: session.id, at: due.at })
      }
    }
    return found.sort((one, other) => one.at - other.at).map(({ id }) => id)
  }

  /** Whether a run of the schedule at this time would find anything. */
  hasDue(now: number): boolean {
    for (const { due } of this.#items.values()) if (due !== null && due.at <= now) return true
    return false
  }

  /** Writes on the condition that the item has this version; 0 is none. @returns the own token. */
  write(stored: StoredSession, by: Invocation): number | 'conflict' {
    const before = this.#items.get(stored.session.id) ?? null
    if ((before?.version ?? 0) !== stored.version) return 'conflict'
    this.#writes += 1
    const { session } = stored
    const text = this.#around.hasTwoVersions ? this.#versions.write(session, by) : null
    if (this.#versions.isForgotten(before?.text ?? '', text ?? '')) {
      this.#around.watch.broken('record', `A field that is not known was lost from ${session.id}.`)
    }
    const isSame = before?.session.state.status === session.state.status
    const sinceMs = isSame ? before.sinceMs : this.#around.clock.nowMs
    const item: Item = {
      session,
      text,
      due: this.#indexed(session, by),
      version: stored.version + 1,
      writer: this.#writes,
      sinceMs,
    }
    this.#items.set(session.id, item)
    this.#around.watch.stored({ before: before?.session ?? null, after: session })
    return item.writer
  }

  /** A session that was there before anything happens here. */
  begin({ stored, sinceMs }: { readonly stored: StoredSession; readonly sinceMs: number }): void {
    const { session, version } = stored
    const text = this.#around.hasTwoVersions ? writeSession(session) : null
    const item = { session, text, due: nextDue(session), version, writer: 0, sinceMs }
    this.#items.set(session.id, item)
  }

  writerOf(id: SessionId): number | null {
    return this.#items.get(id)?.writer ?? null
  }

  /** The older of two versions keeps charges without a verdict among all others. */
  #indexed(session: Session, by: Invocation): Due | null {
    const isOfOld = this.#around.hasTwoVersions && !by.isNextVersion
    const due = nextDue(session)
    return isOfOld && due?.dueFor === 'verdict' ? { ...due, dueFor: 'care' } : due
  }
}
