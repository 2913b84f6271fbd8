/** What must survive, by number, and a test that shows it. */
export interface Shown {
  readonly id: `S${number}` | `I${number}`
  readonly what: string
  readonly file: string
  /** The beginning of the test's name, with or without the numbers in front of it. */
  readonly test: string
}

/** One line of a list; a scenario may have several. */
export const line = (
  id: Shown['id'],
  what: string,
  shown: readonly [file: string, test: string],
): Shown => ({ id, what, file: `test/${shown[0]}.test.ts`, test: shown[1] })
