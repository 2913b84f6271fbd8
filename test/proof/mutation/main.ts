import { execFileSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { figuresLine } from '../figures.ts'
import { checkUnmutated, filesOf, judged } from './judge.ts'
import { mutantsOf } from './mutants.ts'
import { report } from './report.ts'
import { Worker } from './run/workers.ts'
import { targets } from './targets.ts'

const { values: asked } = parseArgs({
  options: {
    files: { type: 'string' },
    since: { type: 'string' },
    kinds: { type: 'string' },
  },
})

function chosen(): readonly string[] {
  if (asked.files !== undefined) {
    const words = asked.files.split(',')
    return targets.filter((file) => words.some((word) => file.includes(word)))
  }
  if (asked.since === undefined) return targets
  const changed = execFileSync('git', ['diff', '--name-only', asked.since], { encoding: 'utf8' })
  return targets.filter((file) => changed.split('\n').includes(file))
}

const files = chosen()
const kinds = asked.kinds?.split(',')
const mutants = files.flatMap(mutantsOf).filter(({ kind }) => kinds?.includes(kind) ?? true)
const isWhole = files.length === targets.length && kinds === undefined
const startedAt = performance.now()
const worker = new Worker()
await checkUnmutated(filesOf(mutants), worker)
worker.stop()
const result = report(await judged(mutants), { isWhole })
const minutes = (performance.now() - startedAt) / 60_000
process.stdout.write(`${result.text}\n${minutes.toFixed(1)} minutes.\n`)
const { score } = result.figures
process.stdout.write(`${figuresLine({ scenarios: mutants.length, 'mutation score': score })}\n`)
process.exitCode = result.failures.length > 0 ? 1 : 0
