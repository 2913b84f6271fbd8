import { acceptedInAdapters } from './accepted/adapters.ts'
import { acceptedInCallbacks } from './accepted/callbacks.ts'
import { acceptedInDomain } from './accepted/domain.ts'
import { acceptedInEngine } from './accepted/engine.ts'
import { acceptedNumbers } from './accepted/numbers.ts'
import { acceptedInTelling } from './accepted/telling.ts'
import { acceptedInUseCases } from './accepted/use-cases.ts'
import { acceptedInVerifier } from './accepted/verifier.ts'

/** A mutant that no test can or should kill, and why. */
export interface Accepted {
  readonly file: string
  /** The name of its mutator, with which its change begins. */
  readonly kind: string
  /** As the survivor is printed. */
  readonly name: string
  readonly why: string
}

/** Mutants of one file that survive for one reason. */
export interface Reason {
  readonly file: string
  readonly why: string
  /** The line, as far as it is told, and what becomes of it. */
  readonly mutants: ReadonlyArray<readonly [line: string, change: string]>
}

const reasons = [
  ...acceptedInDomain,
  ...acceptedInEngine,
  ...acceptedInUseCases,
  ...acceptedInVerifier,
  ...acceptedInAdapters,
  ...acceptedInCallbacks,
  ...acceptedInTelling,
  ...acceptedNumbers,
]

/** One that is killed after all, or that is gone, fails the run: then its line is deleted. */
export const accepted: readonly Accepted[] = reasons.flatMap(({ file, why, mutants }) =>
  mutants.map(([line, change]) => ({
    file,
    kind: change.slice(0, change.indexOf(':')),
    name: `${line} | ${change}`,
    why,
  })),
)
