import { parseArgs } from 'node:util'
import { figuresLine } from '../figures.ts'
import { crowd } from './crowd.ts'

/** The time in which all of it has to be over. */
const WITHIN_MS = 120_000

const { values } = parseArgs({ options: { calls: { type: 'string', default: '500' } } })

const result = await crowd({ calls: Number(values.calls), withinMs: WITHIN_MS })
const { calls, charges, chargedTwice, mixed, late, counts, metrics, seconds } = result
const rows: ReadonlyArray<readonly [what: string, figure: string | number]> = [
  ['calls at the same time', calls],
  ['charges', charges],
  ['calls mixed up, charged twice or not at all', mixed.length],
  ['calls that did not end in time', late],
  ['writes refused by a condition (versions, claims)', counts.refusedWrites],
  ['requests answered 409', counts.conflicts],
  ['answers of 500 and more', counts.serverErrors],
  ['HTTP requests', counts.httpRequests],
  ...Object.entries(metrics).map(([name, count]) => [`metric ${name}`, count] as const),
  ['seconds', seconds.toFixed(1)],
]
for (const [what, figure] of rows) {
  process.stdout.write(`${what.padEnd(52)}${String(figure).padStart(10)}\n`)
}
for (const sentence of mixed) process.stdout.write(`${sentence}\n`)
const figures = {
  scenarios: calls,
  'charges > 1': chargedTwice,
  lost: late,
  untruthful: mixed.length,
}
process.stdout.write(`${figuresLine(figures)}\n`)
process.exit(mixed.length + late + counts.serverErrors === 0 && charges === calls ? 0 : 1)
