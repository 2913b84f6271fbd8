import { execFileSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { readText } from '../../tidy/source.ts'
import { figuresLine } from '../figures.ts'
import { mutantsOf } from './mutants.ts'
import { report, type Verdict } from './report.ts'
import { testsOf } from './run/import-graph.ts'
import { Worker } from './run/workers.ts'
import { targets } from './targets.ts'

/** Two at once: what a small machine, and a runner of CI, has. */
const AT_ONCE = 2

/** How much of the work is told at a time. */
const PROGRESS_EVERY = 200

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

const say = (text: string): boolean => process.stderr.write(`${text}\n`)

async function judged(files: readonly string[]): Promise<readonly Verdict[]> {
  const waiting = files.flatMap((file) => mutantsOf(file))
  const all = waiting.length
  const verdicts: Verdict[] = []
  const work = async (worker: Worker): Promise<void> => {
    for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
      const reply = await worker.ask({ file: mutant.file, text: mutant.mutated, all: false })
      const isKilled = reply === null || reply.failedIn.length > 0
      verdicts.push({
        mutant,
        end: isKilled ? (reply === null ? 'timed-out' : 'killed') : 'survived',
      })
      if (verdicts.length % PROGRESS_EVERY !== 0) continue
      const alive = verdicts.filter(({ end }) => end === 'survived').length
      say(`${verdicts.length} of ${all} mutants, ${alive} alive, in ${mutant.file}`)
    }
    worker.stop()
  }
  await Promise.all(Array.from({ length: AT_ONCE }, () => work(new Worker())))
  return verdicts
}

/** Without a mistake, every test has to pass: else each mutant would seem to be killed. */
async function checkUnmutated(files: readonly string[]): Promise<void> {
  const worker = new Worker()
  const seen = new Set<string>()
  for (const file of files) {
    const tests = testsOf(file)
    if (tests.every((test) => seen.has(test))) continue
    for (const test of tests) seen.add(test)
    const reply = await worker.ask({ file, text: readText(file), all: true })
    if (reply === null) throw new Error(`The tests of ${file} do not end.`)
    if (reply.failedIn.length > 0) throw new Error(`Fail as they are: ${reply.failedIn}.`)
  }
  worker.stop()
}

const files = chosen()
const startedAt = performance.now()
await checkUnmutated(files)
const result = report(await judged(files), { isWhole: files.length === targets.length })
const minutes = (performance.now() - startedAt) / 60_000
process.stdout.write(`${result.text}\n${minutes.toFixed(1)} minutes.\n`)
const { mutants, score } = result.figures
process.stdout.write(`${figuresLine({ scenarios: mutants, 'mutation score': score })}\n`)
process.exitCode = result.failures.length > 0 ? 1 : 0
