import { type Figures, figuresIn } from './figures.ts'

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
 * callbacks came. That nothing was charged twice, lost or untruthful is what its tests assert.
 */
export const drillFigures = (output: string): Figures => {
  const crashes = sumOf(output, /(\d+) deaths/g) + sumOf(output, /(\d+) pairs/g)
  if (crashes === 0) throw new Error('It printed no deaths.')
  return {
    scenarios: [...output.matchAll(/\d+ deaths/g)].length,
    'crash points': crashes,
    schedules: sumOf(output, /(\d+) schedules/g),
    ...none,
  }
}

/** Of a run that fails when one of them is not. */
const none = { 'charges > 1': 0, lost: 0, untruthful: 0 } as const

const simulationFigures = (output: string): Figures => {
  const count = (what: string) =>
    Number(new RegExp(`^ +${what} +([\\d,]+)$`, 'm').exec(output)?.[1]?.replaceAll(',', ''))
  const [scenarios, schedules] = [count('payments'), count('schedules')]
  if (Number.isNaN(scenarios + schedules)) throw new Error('It printed no count of payments.')
  return { scenarios, schedules, ...none }
}

/** Every proof that there is; `npm run test:proof` runs them one after the other. */
export const proofs: readonly Proof[] = [
  {
    name: 'crash drill: killed at every I/O, in every order',
    run: ['exec', '--', 'vitest', 'run', 'test/unit/engine', 'test/contract/engine'],
    env: { DRILL_PAIRS: 'every' },
    parse: drillFigures,
  },
  {
    name: 'simulation: payments in random trouble',
    run: ['run', 'simulate', '--', '--payments', '1000000'],
    parse: simulationFigures,
  },
  {
    name: 'side by side: a charge that is sent twice',
    run: ['run', 'side-by-side'],
    parse: figuresIn,
  },
  { name: 'crowd: calls at the same time', run: ['run', 'crowd'], parse: figuresIn },
  { name: 'mutants: small mistakes on purpose', run: ['run', 'mutate'], parse: figuresIn },
]
