import type { Law } from '../support/simulation/checks/watch.ts'
import type { Figures } from './figures.ts'

type Column = 'charges > 1' | 'lost' | 'untruthful'

/** As what a broken law of the simulation counts in the table of proofs. */
const columnOf: Readonly<Record<Law, Column>> = {
  'one-charge': 'charges > 1',
  'sent-once': 'charges > 1',
  'one-key': 'charges > 1',
  'write-ahead': 'lost',
  'nothing-lost': 'lost',
  'answered-is-kept': 'lost',
  'in-order': 'lost',
  'queue-empties': 'lost',
  'all-told': 'lost',
  record: 'lost',
  'comes-to-an-end': 'lost',
  'found-out': 'lost',
  works: 'lost',
  'ended-is-ended': 'untruthful',
  'truth-told': 'untruthful',
  'same-answer': 'untruthful',
  alarmed: 'untruthful',
}

/** What was counted of each law that was broken, and 0 for what was not. */
export function brokenFigures(broken: Readonly<Record<string, number>>): Figures {
  const counts = { 'charges > 1': 0, lost: 0, untruthful: 0 }
  for (const [law, column] of Object.entries(columnOf)) counts[column] += broken[law] ?? 0
  return counts
}
