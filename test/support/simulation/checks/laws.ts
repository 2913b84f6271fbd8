import type { Status } from '../../../../lambda/domain/session/session.ts'
import { ways } from '../../drill/checks/ways.ts'

export const isLawful = (from: Status | null, to: Status): boolean =>
  from === null ? to === 'offered' || to === 'starting' : from === to || ways[from].includes(to)

/** What words say of the deed, read as a caller understands them. */
export function claimIn(words: string): 'done' | 'not-done' | null {
  if (/payment was successful|has been saved/.test(words) && !/has not been saved/.test(words)) {
    return /do not know/.test(words) ? null : 'done'
  }
  return /not been charged|not been saved/.test(words) && !/do not know/.test(words)
    ? 'not-done'
    : null
}
