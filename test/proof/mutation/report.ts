import { SCORE_MIN } from '../figures.ts'
import { type Accepted, accepted } from './accepted.ts'
import type { Mutant } from './mutants.ts'

/** `broken`: its file cannot even be loaded. Any start of it would tell, so it counts for none. */
export type End = 'killed' | 'timed-out' | 'broken' | 'survived'

export interface Verdict {
  readonly mutant: Mutant
  readonly end: End
}

export interface Figures {
  readonly mutants: number
  readonly killed: number
  readonly timedOut: number
  readonly broken: number
  readonly survived: number
  /** Killed of all that are not broken, in hundredths. */
  readonly score: number
}

export interface Report {
  readonly figures: Figures
  readonly failures: readonly string[]
  readonly text: string
}

const figuresOf = (verdicts: readonly Verdict[]): Figures => {
  const count = (wanted: End) => verdicts.filter(({ end }) => end === wanted).length
  const [timedOut, broken, survived] = [count('timed-out'), count('broken'), count('survived')]
  const killed = count('killed') + timedOut
  const score = killed + survived === 0 ? 100 : (100 * killed) / (killed + survived)
  return { mutants: verdicts.length, killed, timedOut, broken, survived, score }
}

const isSame = (one: Accepted, { mutant }: Verdict): boolean =>
  one.file === mutant.file && one.name === mutant.name

/** What stands where a reason has to be. */
const UNEXPLAINED = 'NOT ACCEPTED'

const reasonOf = (verdict: Verdict): string | null =>
  accepted.find((one) => isSame(one, verdict))?.why ?? null

export const isUnexplained = (verdict: Verdict): boolean =>
  verdict.end === 'survived' && reasonOf(verdict) === null

function failuresOf(verdicts: readonly Verdict[], isWhole: boolean): readonly string[] {
  const { score } = figuresOf(verdicts)
  const files = new Set(verdicts.map(({ mutant }) => mutant.file))
  const kinds = new Set(verdicts.map(({ mutant }) => mutant.kind))
  const dead = accepted
    .filter(({ file, kind }) => files.has(file) && kinds.has(kind))
    .flatMap((one) => {
      const verdict = verdicts.find((other) => isSame(one, other))
      const place = `${one.file}: ${one.name}`
      if (verdict === undefined) return [`Accepted, but there is no such mutant: ${place}`]
      return verdict.end === 'survived' ? [] : [`Accepted, but it is killed: ${place}`]
    })
  const unexplained = verdicts.filter(isUnexplained).length
  const isLow = isWhole && score < SCORE_MIN
  return [
    ...(isLow ? [`${score.toFixed(1)} % are killed, not ${SCORE_MIN} %.`] : []),
    ...dead,
    ...(unexplained > 0 ? [`${unexplained} live without a reason: see ${UNEXPLAINED}.`] : []),
  ]
}

const row = (name: string, figures: Figures): string =>
  [
    name.padEnd(48),
    ...[figures.mutants, figures.killed, figures.timedOut, figures.broken, figures.survived].map(
      (figure) => String(figure).padStart(9),
    ),
    `${figures.score.toFixed(1)} %`.padStart(9),
  ].join('')

/** What became of all mutants, file by file, then each that lived. */
export function report(
  verdicts: readonly Verdict[],
  { isWhole }: { readonly isWhole: boolean },
): Report {
  const figures = figuresOf(verdicts)
  const failures = failuresOf(verdicts, isWhole)
  const files = [...new Set(verdicts.map(({ mutant }) => mutant.file))].sort()
  const head = ['mutants', 'killed', 'by time', 'broken', 'survived', 'score'].map((word) =>
    word.padStart(9),
  )
  const survivors = verdicts
    .filter(({ end }) => end === 'survived')
    .map((verdict) => {
      const { file, line, name } = verdict.mutant
      return `${file}:${line}\n    ${name}\n    ${reasonOf(verdict) ?? UNEXPLAINED}`
    })
  const text = [
    ['file'.padEnd(48), ...head].join(''),
    ...files.map((file) => row(file, figuresOf(verdicts.filter((v) => v.mutant.file === file)))),
    row('all', figures),
    ...(survivors.length > 0 ? ['', 'Survivors:', ...survivors] : []),
    ...(failures.length > 0 ? ['', ...failures] : []),
  ].join('\n')
  return { figures, failures, text }
}
