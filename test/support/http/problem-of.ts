import { type Problem, ProblemError } from '../../../lambda/http/problem.ts'

/** The problem that is thrown; fails the test when there is none. */
export function problemOf(act: () => unknown): Problem {
  try {
    act()
  } catch (error) {
    if (error instanceof ProblemError) return error.problem
    throw error
  }
  throw new Error('A problem was expected, and there was none.')
}
