import { askedOf, wholeNumber } from '../command-line.ts'
import { figuresLine } from '../figures.ts'
import { racesTakenAgain } from './counting.ts'
import { crowd } from './crowd.ts'

/** It takes a minute, several on a slow machine; what is not over by then counts as lost. */
const WITHIN_MS = 600_000

const { calls: asked = '500' } = askedOf({
  command: 'crowd',
  options: { calls: { does: 'how many at the same time; 500 unless given', ...wholeNumber } },
})

const total = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0)

const result = await crowd({ calls: Number(asked), withinMs: WITHIN_MS })
const { calls, charges, chargedTwice, mixed, unlike, late, counts, metrics, seconds } = result
const rows: ReadonlyArray<readonly [what: string, figure: string | number]> = [
  ['calls at the same time', calls],
  ['charges', charges],
  ['calls mixed up, charged twice or not at all', mixed.length],
  ['sessions stored', result.sessions],
  ['charges that are stored otherwise, or not at all', unlike.length],
  ['calls that did not end in time', late],
  ['version conflicts: races for a session, lost', counts.versionConflicts],
  ['retries: lost races that were taken again', racesTakenAgain(counts)],
  ['retries: requests that the SDK sent to tables again', counts.resentToTables],
  ['retries: requests that clients repeated', counts.repeatedByClients],
  ['claims refused, of calls and of keys', counts.refusedClaims],
  ['writes refused that the SDK had sent before', counts.refusedWhenResent],
  ['other writes refused by tables', counts.otherRefusedWrites],
  ['requests answered 409', total(counts.conflicts)],
  ...Object.entries(counts.conflicts).map(([code, count]) => [`409 ${code}`, count] as const),
  ['answers of 500 and more', counts.serverErrors],
  ['HTTP requests', counts.httpRequests],
  ...Object.entries(metrics).map(([name, count]) => [`metric ${name}`, count] as const),
  ['seconds', seconds.toFixed(1)],
]
for (const [what, figure] of rows) {
  process.stdout.write(`${what.padEnd(56)}${String(figure).padStart(10)}\n`)
}
for (const sentence of [...mixed, ...unlike]) process.stdout.write(`${sentence}\n`)
const untruthful = mixed.length + unlike.length
const figures = {
  scenarios: calls,
  'charges > 1': chargedTwice,
  lost: late,
  untruthful,
}
process.stdout.write(`${figuresLine(figures)}\n`)
process.exit(untruthful + late + counts.serverErrors === 0 && charges === calls ? 0 : 1)
