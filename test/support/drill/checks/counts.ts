/** What the lies of a drill are counted as, in the words of the table of proofs. */
export type LieKind = 'charges > 1' | 'lost' | 'untruthful'

/** The first that fits; what fits none is an untruth, too. */
const kinds: ReadonlyArray<readonly [looksLike: RegExp, kind: LieKind]> = [
  [/^\d+ charges$|was sent twice$/, 'charges > 1'],
  [/left in the queue$|after 1 charges$|told as|told out of order|nobody counted/, 'lost'],
]

export const kindOf = (lie: string): LieKind =>
  kinds.find(([looksLike]) => looksLike.test(lie))?.[1] ?? 'untruthful'

const counts = { 'charges > 1': 0, lost: 0, untruthful: 0 }
let runs = 0

/** Every run whose truth was looked at, and all that was not true of it. */
export function countRun(lies: readonly string[]): void {
  runs += 1
  for (const lie of lies) counts[kindOf(lie)] += 1
}

/** One line for all runs of this process, which the table of proofs is made of. */
export function printCounts(): void {
  process.stdout.write(`truth of ${runs} runs: ${JSON.stringify(counts)}\n`)
}
