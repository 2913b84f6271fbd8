import type { Fault } from '../faults.ts'

/** After these nobody knows what a function has still done, least of all itself. */
const deadly = ['killed-before', 'killed-after', 'frozen', 'db-unanswered'] as const

/** Whether an alarm may be missing: a function that dies takes the log line with it. */
export const mayBeSilent = (struck: ReadonlyMap<Fault, number>): boolean =>
  deadly.some((fault) => struck.has(fault))
