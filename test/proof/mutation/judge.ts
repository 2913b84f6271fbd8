import { readText } from '../../tidy/source.ts'
import type { Mutant } from './mutants.ts'
import { type End, isUnexplained, type Verdict } from './report.ts'
import { testsOf } from './run/import-graph.ts'
import type { Reply } from './run/worker.ts'
import { Worker } from './run/workers.ts'

/** Two at once: what a small machine, and a runner of CI, has. */
const AT_ONCE = 2

/** How much of the work is told at a time. */
const PROGRESS_EVERY = 200

const say = (text: string): boolean => process.stderr.write(`${text}\n`)

/** The files that the mutants are of. */
export const filesOf = (mutants: readonly Mutant[]): readonly string[] => [
  ...new Set(mutants.map(({ file }) => file)),
]

/** What becomes of every mutant. */
export async function judged(mutants: readonly Mutant[]): Promise<readonly Verdict[]> {
  const waiting = [...mutants]
  const all = waiting.length
  const verdicts: Verdict[] = []
  const work = async (worker: Worker): Promise<void> => {
    for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
      const verdict = { mutant, end: await endOf(mutant, worker) }
      verdicts.push(verdict)
      if (isUnexplained(verdict)) say(`alive: ${mutant.file}:${mutant.line} ${mutant.name}`)
      if (verdicts.length % PROGRESS_EVERY !== 0) continue
      const alive = verdicts.filter(({ end }) => end === 'survived').length
      say(`${verdicts.length} of ${all} mutants, ${alive} alive, in ${mutant.file}`)
    }
    // What mutants have left behind in a process might have killed those that came after them.
    await checkUnmutated(filesOf(mutants), worker)
    worker.stop()
  }
  await Promise.all(Array.from({ length: AT_ONCE }, () => work(new Worker())))
  return verdicts
}

/** What seems to hang is asked once more, in a new process: on a busy machine it may be chance. */
async function endOf(mutant: Mutant, worker: Worker): Promise<End> {
  const question = { file: mutant.file, text: mutant.mutated, all: false }
  const reply = await worker.ask(question)
  if (reply !== null && !reply.waits) return endBy(reply)
  worker.stop()
  const again = await worker.ask(question)
  if (again !== null && !again.waits) return endBy(again)
  worker.stop()
  return 'timed-out'
}

function endBy({ failedIn, unloadable }: Reply): End {
  if (failedIn.length > 0) return 'killed'
  return unloadable.length > 0 ? 'broken' : 'survived'
}

/** Without a mistake, every test has to pass: else each mutant would seem to be killed. */
export async function checkUnmutated(files: readonly string[], worker: Worker): Promise<void> {
  const seen = new Set<string>()
  for (const file of files) {
    const tests = testsOf(file)
    if (tests.every((test) => seen.has(test))) continue
    for (const test of tests) seen.add(test)
    const reply = await worker.ask({ file, text: readText(file), all: true })
    if (reply === null) throw new Error(`The tests of ${file} do not end.`)
    const wrong = [...reply.failedIn, ...reply.unloadable]
    if (wrong.length > 0) throw new Error(`Fail as they are: ${wrong}.`)
  }
}
