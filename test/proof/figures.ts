/** What the proofs are counted by, in the order of the table. */
export const columns = [
  'scenarios',
  'crash points',
  'schedules',
  'charges > 1',
  'lost',
  'untruthful',
  'mutation score',
] as const

export type Column = (typeof columns)[number]

/** What a proof counts; a column that is not there is none of its business. */
export type Figures = Readonly<Partial<Record<Column, number>>>

/** What has to be none. */
const never: readonly Column[] = ['charges > 1', 'lost', 'untruthful']

/** Of a hundred small mistakes in what decides about money, the tests have to find so many. */
export const SCORE_MIN = 95

/** What is wrong with the figures, in sentences. */
export function faultsIn(name: string, figures: Figures): readonly string[] {
  const score = figures['mutation score']
  return [
    ...never
      .filter((column) => (figures[column] ?? 0) > 0)
      .map((column) => `${name}: ${column} is ${figures[column]}, and has to be 0.`),
    ...(score === undefined || score >= SCORE_MIN
      ? []
      : [`${name}: the mutation score is ${score.toFixed(1)} %, and has to be ${SCORE_MIN} %.`]),
  ]
}

const MARK = 'figures: '

/** A command's last line, by which its figures are found in what it prints. */
export const figuresLine = (figures: Figures): string => `${MARK}${JSON.stringify(figures)}`

/** @throws Error when the command printed none, which means that it did not come to its end. */
export function figuresIn(output: string): Figures {
  const line = output.split('\n').findLast((one) => one.startsWith(MARK))
  if (line === undefined) throw new Error('It printed no figures.')
  return JSON.parse(line.slice(MARK.length))
}

const shown = (figure: number | undefined, column: Column): string => {
  if (figure === undefined) return ''
  return column === 'mutation score' ? `${figure.toFixed(1)} %` : String(figure)
}

/** One row for each proof, as Markdown. */
export function tableOf(rows: ReadonlyArray<readonly [name: string, figures: Figures]>): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [
    line(['proof', ...columns]),
    `|---|${columns.map(() => '--:|').join('')}`,
    ...rows.map(([name, figures]) =>
      line([name, ...columns.map((column) => shown(figures[column], column))]),
    ),
  ].join('\n')
}
