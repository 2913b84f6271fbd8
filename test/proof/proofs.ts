import { type Figures, figuresIn } from './figures.ts'

/** A proof: what is run, and how its figures are found in what it prints. */
export interface Proof {
  readonly name: string
  /** With `npm`, from the root of the project. It fails by its exit code. */
  readonly run: readonly string[]
  readonly parse: (output: string) => Figures
}

/** Vitest's own count: here a test is a scenario, in which every I/O is killed. */
const testsPassed = (output: string): Figures => {
  const passed = /Tests.*?(\d+) passed/.exec(output)?.[1]
  if (passed === undefined) throw new Error('It printed no count of tests.')
  return { scenarios: Number(passed) }
}

/** Every proof that there is; `npm run test:proof` runs them one after the other. */
export const proofs: readonly Proof[] = [
  {
    name: 'crash drill: killed at every I/O',
    run: ['exec', '--', 'vitest', 'run', 'test/unit/engine', 'test/contract/engine'],
    parse: testsPassed,
  },
  {
    name: 'side by side: a charge that is sent twice',
    run: ['run', 'side-by-side'],
    parse: figuresIn,
  },
  { name: 'crowd: calls at the same time', run: ['run', 'crowd'], parse: figuresIn },
  { name: 'mutants: small mistakes on purpose', run: ['run', 'mutate'], parse: figuresIn },
]
