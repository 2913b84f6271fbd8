import { execFileSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { figuresLine } from '../figures.ts'
import { checkUnmutated, judged } from './judge.ts'
import { report } from './report.ts'
import { Worker } from './run/workers.ts'
import { targets } from './targets.ts'

const { values: asked } = parseArgs({
  options: { files: { type: 'string' }, since: { type: 'string' } },
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
const startedAt = performance.now()
const worker = new Worker()
await checkUnmutated(files, worker)
worker.stop()
const result = report(await judged(files), { isWhole: files.length === targets.length })
const minutes = (performance.now() - startedAt) / 60_000
process.stdout.write(`${result.text}\n${minutes.toFixed(1)} minutes.\n`)
const { mutants, score } = result.figures
process.stdout.write(`${figuresLine({ scenarios: mutants, 'mutation score': score })}\n`)
process.exitCode = result.failures.length > 0 ? 1 : 0
