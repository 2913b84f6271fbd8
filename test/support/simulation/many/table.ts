import { laws } from '../checks/watch.ts'
import { faults } from '../faults.ts'
import type { Tally } from './tally.ts'

const number = new Intl.NumberFormat('en-US')

const rows = (entries: ReadonlyArray<readonly [name: string, count: number]>): readonly string[] =>
  entries.map(
    ([name, count]) => `  ${name.padEnd(NAME_COLUMNS)} ${number.format(count).padStart(14)}`,
  )

const NAME_COLUMNS = 88

/** What was simulated and what came of it, for people. */
export function tableOf(tally: Tally, seconds: number): readonly string[] {
  const { payments, schedules, statuses, unresolved, struck, broken, virtualMs } = tally
  const sum = (counts: Readonly<Record<string, number>>) =>
    Object.values(counts).reduce((total, count) => total + count, 0)
  return [
    'Simulated',
    ...rows([
      ['payments', payments],
      ['schedules', schedules],
      ['hours of virtual time', Math.round(virtualMs / 3_600_000)],
      ['seconds', Math.round(seconds)],
      ['payments a second', Math.round(payments / seconds)],
    ]),
    'Laws broken',
    ...rows(Object.entries(laws).map(([law, words]) => [words, broken[law] ?? 0])),
    'Sessions, by how they ended',
    ...rows(Object.entries(statuses).sort()),
    `Sessions whose charge is not known, and why (${number.format(sum(unresolved))})`,
    ...rows(Object.entries(unresolved).sort()),
    `Trouble, by kind (${number.format(sum(struck))})`,
    ...rows(Object.entries(faults).map(([kind, words]) => [words, struck[kind] ?? 0])),
  ]
}
