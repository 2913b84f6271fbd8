import { laws } from '../checks/watch.ts'
import { faults } from '../faults.ts'
import type { Tally } from './tally.ts'

const number = new Intl.NumberFormat('en-US')

const rows = (entries: ReadonlyArray<readonly [name: string, count: number]>): readonly string[] =>
  entries.map(
    ([name, count]) => `  ${name.padEnd(NAME_COLUMNS)} ${number.format(count).padStart(14)}`,
  )

const NAME_COLUMNS = 88

/** What a run took of the machine. */
export interface Effort {
  readonly seconds: number
  /** Of all cores together. */
  readonly cpuSeconds: number
  /** Of Node, on the same machine. */
  readonly nodeStartSeconds: number
  readonly memoryMegabytes: number
}

/** Kinds of trouble that never came: in a long run that is a mistake of the simulation. */
export const neverStruck = ({ struck }: Tally): readonly string[] =>
  Object.entries(faults)
    .filter(([kind]) => (struck[kind] ?? 0) === 0)
    .map(([, words]) => words)

/** What was simulated and what came of it, for people. */
export function tableOf(tally: Tally, effort: Effort): readonly string[] {
  const { seconds, cpuSeconds, nodeStartSeconds, memoryMegabytes } = effort
  const nodeStartMs = Math.round(nodeStartSeconds * 1_000)
  const { payments, wholePayments, schedules, statuses, unresolved, struck, broken, virtualMs } =
    tally
  const sum = (counts: Readonly<Record<string, number>>) =>
    Object.values(counts).reduce((total, count) => total + count, 0)
  return [
    'Simulated',
    ...rows([
      ['payments', payments],
      ['  of them from the first ring on; the others from just before the charge', wholePayments],
      ['schedules', schedules],
      ['hours of virtual time', Math.round(virtualMs / 3_600_000)],
      ['seconds', Math.round(seconds)],
      [
        `  as so many starts of Node, of ${nodeStartMs} ms each`,
        Math.round(seconds / nodeStartSeconds),
      ],
      ['payments a second', Math.round(payments / seconds)],
      ['seconds of CPU', Math.round(cpuSeconds)],
      ['payments a second of CPU', Math.round(payments / cpuSeconds)],
      ['megabytes of memory, at the most', Math.round(memoryMegabytes)],
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
