import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { Judge, type Verdict } from './judge.ts'
import { type Mutant, mutantsOf } from './mutants.ts'
import { testsOf } from './related-tests.ts'
import { report } from './report.ts'
import { targets } from './targets.ts'
import { Worker } from './workers.ts'

/** Two at once: what a small machine, and a runner of CI, has. */
const AT_ONCE = 2

/** How much of the work is told at a time. */
const PROGRESS_EVERY = 50

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
  const judges = new Map(files.map((file) => [file, new Judge(testsOf(file))]))
  const waiting: Mutant[] = files.flatMap((file) => mutantsOf(file))
  const all = waiting.length
  const verdicts: Verdict[] = []
  const work = async (worker: Worker): Promise<void> => {
    for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
      const judge = judges.get(mutant.file)
      if (judge === undefined) throw new Error(`There is no judge for ${mutant.file}.`)
      verdicts.push(await judge.verdictOn(mutant, (question) => worker.ask(question)))
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
  const tests = [...new Set(files.flatMap((file) => testsOf(file)))]
  const reply = await worker.ask({ file: 'no-file', mutated: '', tests })
  worker.stop()
  if (reply === null) throw new Error('The tests did not end without a mutant.')
  if (reply.failedIn.length > 0) throw new Error(`These fail as they are: ${reply.failedIn}.`)
}

const files = chosen()
const startedAt = performance.now()
await checkUnmutated(files)
const result = report(await judged(files), { isWhole: files.length === targets.length })
const minutes = (performance.now() - startedAt) / 60_000
process.stdout.write(`${result.text}\n${minutes.toFixed(1)} minutes.\n`)
mkdirSync('.results', { recursive: true })
writeFileSync('.results/mutation.json', `${JSON.stringify({ ...result.figures, minutes })}\n`)
process.exitCode = result.failures.length > 0 ? 1 : 0
