import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { columns, type Figures, faultsIn, figuresIn, figuresLine, tableOf } from './figures.ts'
import { mutantsOf } from './mutation/mutants.ts'
import { targets } from './mutation/targets.ts'
import { numberedFigures } from './passed.ts'
import { drillFigures, proofs } from './proofs.ts'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

describe('the figures of a proof', () => {
  test('are found in what it prints', () => {
    const figures = { scenarios: 6, 'charges > 1': 0 }

    expect(figuresIn(`a line\n${figuresLine(figures)}\n`)).toEqual(figures)
    expect(() => figuresIn('it died')).toThrow('no figures')
  })

  test.each([
    { figures: { scenarios: 6, 'charges > 1': 0, lost: 0, untruthful: 0 }, faults: 0 },
    { figures: { 'charges > 1': 1, lost: 1, untruthful: 1 }, faults: 3 },
    { figures: { 'mutation score': 95 }, faults: 0 },
    { figures: { 'mutation score': 94.9 }, faults: 1 },
  ])('$figures are told in $faults sentences', ({ figures, faults }) => {
    expect(faultsIn('A proof', figures)).toHaveLength(faults)
  })
})

test('the drill is counted by the lines that it prints', () => {
  const printed = [
    'memory, guided: 78 I/Os, 175 deaths',
    'memory, assisted: 104 I/Os, 238 deaths',
    'guided: 15 pairs',
    'guided, with a lost charge first: 5 pairs',
    'guided, two fields: 35875840 schedules, 1313 states, 5968 moves',
    'truth of 413 runs: {"charges > 1":0,"lost":1,"untruthful":0}',
    'truth of 20 runs: {"charges > 1":2,"lost":1,"untruthful":0}',
  ]

  expect(drillFigures(printed.join('\n'))).toMatchObject({
    scenarios: 2,
    'crash points': 433,
    schedules: 35_875_840,
    'charges > 1': 2,
    lost: 2,
    untruthful: 0,
  })
  expect(() => drillFigures('Tests  161 passed')).toThrow('no deaths')
  expect(() => drillFigures('guided: 2 I/Os, 4 deaths')).toThrow('nothing of what was true')
})

test('numbers are counted in the titles of tests that passed, and none may be missing', () => {
  const passed = [
    'S15, S24: a session, two clients',
    'I1: a second charge is a lie',
    'PS1 is no number',
  ]

  expect(numberedFigures(passed, ['S15', 'S24', 'I1'])).toEqual({ scenarios: 3 })
  expect(() => numberedFigures(passed, ['S1', 'S15', 'I10'])).toThrow('has S1, I10 in')
})

describe('README', () => {
  const readme = read('README.md')

  test('names the command, and shows its table with a row for each proof', () => {
    const [head = ''] = tableOf([]).split('\n')

    expect(readme).toContain('npm run test:proof')
    expect(readme).toContain(`${head}\n`)
    expect(columns.length).toBeGreaterThan(5)
    for (const { name } of proofs) expect(readme).toContain(`| ${name} |`)
  })

  test('shows figures that a run of today would pass with', () => {
    const faults = proofs.flatMap(({ name }) => faultsIn(name, figuresShown(readme, name)))

    expect(faults).toEqual([])
    expect(figuresShown(readme, 'simulation').scenarios).toBeGreaterThanOrEqual(1_000_000)
  })

  test('shows how many numbers and mutants there are, or were not long ago', () => {
    const mutants = targets.flatMap((file) => mutantsOf(file)).length
    const shown = figuresShown(readme, 'mutants').scenarios ?? 0

    expect(figuresShown(readme, 'scenarios and invariants').scenarios).toBe(40)
    expect(Math.abs(shown - mutants) / mutants).toBeLessThan(OUTDATED)
  })
})

/** The table takes an hour to make: not every line of code is worth that. */
const OUTDATED = 0.05

/** The figures in the row whose name begins so, by their columns. */
function figuresShown(readme: string, name: string): Figures {
  const row = readme.split('\n').find((line) => line.startsWith(`| ${name}`)) ?? ''
  const cells = row.split('|').slice(2, -1)
  const figures = columns.flatMap((column, at) => {
    const figure = Number.parseFloat(cells[at] ?? '')
    return Number.isNaN(figure) ? [] : [[column, figure] as const]
  })
  if (figures.length === 0) throw new Error(`README shows no figures of ${name}.`)
  return Object.fromEntries(figures)
}

test('every proof is a script that is there', () => {
  const { scripts } = JSON.parse(read('package.json'))
  const named = proofs.flatMap(({ run: [how, script] }) => (how === 'run' ? [script] : []))

  expect(named.filter((script) => !(String(script) in scripts))).toEqual([])
})
