import { readFileSync, rmSync } from 'node:fs'
import type { Figures } from './figures.ts'

/** Where the tests that a proof runs tell what became of each. */
export const reports = { drill: '.results/drill.json', others: '.results/others.json' } as const

/** For vitest. */
export const reportingTo = (report: string): string => `--outputFile.json=${report}`

/** A report of another day must not speak for a run that told nothing. */
export function forgetReports(): void {
  for (const report of Object.values(reports)) rmSync(report, { force: true })
}

interface Report {
  readonly testResults: ReadonlyArray<{
    readonly assertionResults: ReadonlyArray<{
      readonly fullName: string
      readonly status: string
    }>
  }>
}

const reportIn = (text: string): Report => JSON.parse(text)

/** The titles, with those of the groups around them, of all tests that passed. */
export const passedTitles = (): readonly string[] =>
  Object.values(reports)
    .flatMap((path) => reportIn(readFileSync(path, 'utf8')).testResults)
    .flatMap(({ assertionResults }) => assertionResults)
    .flatMap(({ fullName, status }) => (status === 'passed' ? [fullName] : []))

/**
 * How many numbers of scenarios and invariants are in the titles of tests that passed.
 * @throws Error with the numbers that are in none.
 */
export function numberedFigures(passed: readonly string[], numbers: readonly string[]): Figures {
  const shown = new Set(passed.flatMap((title) => title.match(/\b[SI]\d+\b/g) ?? []))
  const missing = numbers.filter((number) => !shown.has(number))
  if (missing.length > 0)
    throw new Error(`No test that passed has ${missing.join(', ')} in a title.`)
  return { scenarios: numbers.length }
}
