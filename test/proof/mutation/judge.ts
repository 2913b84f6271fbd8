import type { Mutant } from './mutants.ts'
import type { Question, Reply } from './worker.ts'

export interface Verdict {
  readonly mutant: Mutant
  readonly end: 'killed' | 'timed-out' | 'survived'
}

/** How many tests are tried before all: those that killed last, then the nearest. */
const FIRST_TESTS = 2

/** What asks for a file's tests to be run on a mutant of it. */
export type Ask = (question: Question) => Promise<Reply | null>

/** Judges the mutants of one file, and learns which tests are quick to kill them. */
export class Judge {
  #tests: readonly string[]

  constructor(tests: readonly string[]) {
    this.#tests = tests
  }

  async verdictOn(mutant: Mutant, ask: Ask): Promise<Verdict> {
    const tests = this.#tests
    for (const some of [tests.slice(0, FIRST_TESTS), tests.slice(FIRST_TESTS)]) {
      if (some.length === 0) continue
      const reply = await ask({ file: mutant.file, mutated: mutant.mutated, tests: some })
      if (reply === null) return { mutant, end: 'timed-out' }
      const [killer] = reply.failedIn
      if (killer !== undefined) {
        this.#putFirst(killer)
        return { mutant, end: 'killed' }
      }
    }
    return { mutant, end: 'survived' }
  }

  #putFirst(killer: string): void {
    if (!this.#tests.includes(killer)) return
    this.#tests = [killer, ...this.#tests.filter((test) => test !== killer)]
  }
}
