import { readSession, writeSession } from '../../../../lambda/adapters/dynamodb/session-record.ts'
import type { Session } from '../../../../lambda/domain/session/session.ts'
import type { Surroundings } from '../surroundings.ts'
import type { Invocation } from '../time/functions.ts'

export type Reader = Pick<Invocation, 'isNextVersion'>

/** What a version of the code to come might write into a session. */
const LATER_FIELD = '"fieldOfTheNextVersion":'
const LATER_STATUS = 'of-the-next-version-'

/**
 * Records of sessions while a deployment goes on. The next version writes a field more, which this
 * one has to leave alone, and may have a name of its own for a status, which this one cannot read.
 */
export class TwoVersions {
  readonly #around: Pick<Surroundings, 'renamedStatus'>

  constructor(around: Pick<Surroundings, 'renamedStatus'>) {
    this.#around = around
  }

  write(session: Session, by: Reader & Pick<Invocation, 'number'>): string {
    const text = writeSession(session)
    if (!by.isNextVersion) return text
    const isRenamed = session.state.status === this.#around.renamedStatus
    const record = isRenamed ? withStatus(text, (status) => LATER_STATUS + status) : text
    if (record.includes(LATER_FIELD)) return record
    return `${record.slice(0, -1)},${LATER_FIELD}{"since":${by.number}}}`
  }

  /** @throws AppError `record-unreadable`, as the code of this version does. */
  read(text: string, by: Reader & { readonly id: string }): Session {
    const isKnown = !by.isNextVersion || !text.includes(LATER_STATUS)
    const known = isKnown ? text : withStatus(text, (status) => status.replace(LATER_STATUS, ''))
    return readSession(known, by.id)
  }

  isForgotten(before: string, after: string): boolean {
    return before.includes(LATER_FIELD) && !after.includes(LATER_FIELD)
  }
}

function withStatus(text: string, changed: (status: string) => string): string {
  const record: { readonly state: { readonly status: string } } = JSON.parse(text)
  const { state } = record
  return JSON.stringify({ ...record, state: { ...state, status: changed(state.status) } })
}
