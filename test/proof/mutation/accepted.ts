/** A mutant that no test can or should kill, and why. */
export interface Accepted {
  readonly file: string
  /** As the survivor is printed. */
  readonly name: string
  readonly why: string
}

export const accepted: readonly Accepted[] = []
