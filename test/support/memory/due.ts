import { type DueFor, nextDue } from '../../../lambda/domain/machine/due.ts'
import type { Session } from '../../../lambda/domain/session/session.ts'
import type { EpochMs } from '../../../lambda/domain/values/time.ts'

export const dueFor = (session: Session): DueFor | null => nextDue(session)?.dueFor ?? null

export const dueAt = (session: Session): EpochMs | null => nextDue(session)?.at ?? null
