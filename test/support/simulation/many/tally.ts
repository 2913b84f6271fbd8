import type { Outcome } from '../schedule.ts'

/** What came of many schedules, as plain data that one process can hand to another. */
export interface Tally {
  schedules: number
  payments: number
  wholePayments: number
  virtualMs: number
  readonly statuses: Record<string, number>
  readonly unresolved: Record<string, number>
  readonly struck: Record<string, number>
  readonly broken: Record<string, number>
}

export const emptyTally = (): Tally => ({
  schedules: 0,
  payments: 0,
  wholePayments: 0,
  virtualMs: 0,
  statuses: {},
  unresolved: {},
  struck: {},
  broken: {},
})

const count = (counts: Record<string, number>, name: string, times = 1): void => {
  counts[name] = (counts[name] ?? 0) + times
}

export function add(tally: Tally, outcome: Outcome): void {
  tally.schedules += 1
  tally.payments += outcome.payments
  tally.wholePayments += outcome.wholePayments
  tally.virtualMs += outcome.virtualMs
  for (const status of outcome.statuses) count(tally.statuses, status)
  for (const why of outcome.unresolved) count(tally.unresolved, why)
  for (const [fault, times] of outcome.struck) count(tally.struck, fault, times)
  if (outcome.broke !== null) count(tally.broken, outcome.broke.law)
}

export function merge(into: Tally, other: Tally): void {
  into.schedules += other.schedules
  into.payments += other.payments
  into.wholePayments += other.wholePayments
  into.virtualMs += other.virtualMs
  for (const name of ['statuses', 'unresolved', 'struck', 'broken'] as const) {
    for (const [key, times] of Object.entries(other[name])) count(into[name], key, times)
  }
}
