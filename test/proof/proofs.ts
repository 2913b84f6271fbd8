import { type Column, type Figures, figuresIn } from './figures.ts'
import { numberedFigures, passedTitles, reportingTo, reports } from './passed.ts'
import { invariants } from './scenarios/invariants.ts'
import { scenarios } from './scenarios.ts'

/** A proof: what is run, and how its figures are found in what it prints. */
export interface Proof {
  readonly name: string
  /** With `npm`, from the root of the project. It fails by its exit code. */
  readonly run: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly parse: (output: string) => Figures
}

const sumOf = (output: string, count: RegExp): number =>
  [...output.matchAll(count)].reduce((sum, [, figure]) => sum + Number(figure), 0)

/**
 * The drill prints a line for each payment: what was killed where, and in how many orders its
 * callbacks came; and a line for each of its processes: what was not true of how many runs.
 */
export const drillFigures = (output: string): Figures => {
  const crashes = sumOf(output, /(\d+) deaths/g) + sumOf(output, /(\d+) pairs/g)
  if (crashes === 0) throw new Error('It printed no deaths.')
  const truths = [...output.matchAll(/^truth of \d+ runs: (\{.*\})$/gm)]
  if (truths.length === 0) throw new Error('It printed nothing of what was true.')
  const lies: readonly Figures[] = truths.map(([, counts = '{}']) => JSON.parse(counts))
  const sum = (column: Column) => lies.reduce((total, one) => total + (one[column] ?? 0), 0)
  return {
    scenarios: [...output.matchAll(/\d+ deaths/g)].length,
    'crash points': crashes,
    schedules: sumOf(output, /(\d+) schedules/g),
    'charges > 1': sum('charges > 1'),
    lost: sum('lost'),
    untruthful: sum('untruthful'),
  }
}

/** The drill has a row of its own. */
const drilled = ['test/unit/engine', 'test/contract/engine'] as const

const numbers = [...new Set([...scenarios, ...invariants].map(({ id }) => id))]

/** Every proof that there is; `npm run test:proof` runs them one after the other. */
export const proofs: readonly Proof[] = [
  {
    name: 'crash drill: killed at every I/O, in every order',
    run: ['exec', '--', 'vitest', 'run', ...drilled, reportingTo(reports.drill)],
    env: { DRILL_PAIRS: 'every' },
    parse: drillFigures,
  },
  {
    name: 'scenarios and invariants, by number, and all other tests',
    run: [
      ...['exec', '--', 'vitest', 'run', reportingTo(reports.others)],
      ...drilled.flatMap((folder) => ['--exclude', `${folder}/**`]),
    ],
    parse: () => numberedFigures(passedTitles(), numbers),
  },
  {
    name: 'simulation: payments in random trouble',
    // Always the same million; the nightly command looks for what nobody has seen yet.
    run: ['run', 'simulate', '--', '--payments', '1000000', '--seed', '1'],
    parse: figuresIn,
  },
  {
    name: 'side by side: a charge that is sent twice',
    run: ['run', 'side-by-side'],
    parse: figuresIn,
  },
  { name: 'crowd: calls at the same time', run: ['run', 'crowd'], parse: figuresIn },
  { name: 'mutants: small mistakes on purpose', run: ['run', 'mutate'], parse: figuresIn },
]
