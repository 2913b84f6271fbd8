import { execFileSync } from 'node:child_process'
import { askedOf } from '../command-line.ts'
import { figuresLine } from '../figures.ts'
import { checkUnmutated, filesOf, judged } from './judge.ts'
import { mutantsOf } from './mutants.ts'
import { mutators } from './mutators.ts'
import { report } from './report.ts'
import { Worker } from './run/workers.ts'
import { targets } from './targets.ts'

const filesWith = (word: string): readonly string[] => targets.filter((file) => file.includes(word))
const kindNames = mutators.map(({ name }) => name)

/** A word that fits nothing would make a run without mutants, of which none survives. */
const asked = askedOf({
  command: 'mutate',
  options: {
    files: {
      does: 'those with one of these words in their paths, apart by commas; all unless given',
      must: 'words out of the paths in test/proof/mutation/targets.ts, apart by commas',
      fits: (value) => value.split(',').every((word) => filesWith(word).length > 0),
    },
    kinds: {
      does: 'kinds of mistakes, apart by commas; all unless given',
      must: `out of ${kindNames.join(', ')}, apart by commas`,
      fits: (value) => value.split(',').every((kind) => kindNames.includes(kind)),
    },
    since: {
      does: 'the files that have changed since this commit, when no files are given',
      must: 'a commit',
      fits: (value) => /^[\w./~^@-]+$/.test(value),
    },
  },
})

function chosen(): readonly string[] {
  if (asked.files !== undefined) {
    return [...new Set(asked.files.split(',').flatMap(filesWith))]
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
if (mutants.length === 0)
  process.stdout.write('There is nothing to make a mistake in: none was tried.\n')
process.stdout.write(`${result.text}\n${minutes.toFixed(1)} minutes.\n`)
const { score } = result.figures
process.stdout.write(`${figuresLine({ scenarios: mutants.length, 'mutation score': score })}\n`)
process.exitCode = result.failures.length > 0 ? 1 : 0
