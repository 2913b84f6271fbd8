import { expect, test } from 'vitest'
import { notBuilt, type Scenario, scenarios } from '../proof/scenarios.ts'
import { filesUnder, readText } from './source.ts'

const files = new Set(filesUnder('test'))

/** What keeps a scenario from being shown, if anything does. */
function gapOf({ id, file, test: name }: Scenario): string | null {
  if (!files.has(file)) return `${id}: there is no ${file}.`
  const source = readText(file).replaceAll(/\s+/g, ' ')
  // What only runs in a suite that several stores share is written where the suite is.
  const suite = readText('test/support/drill/crash-suite.ts').replaceAll(/\s+/g, ' ')
  const text = source.includes('crashSuite(') ? source + suite : source
  const at = name.startsWith('test.each(') ? text.indexOf(name) : text.indexOf(`'${name}`)
  if (at < 0) return `${id}: ${file} has no test “${name}”.`
  const call = text.slice(0, at + 10)
  const opened = call.lastIndexOf('test')
  const isSkipped = /^test\.(skip|todo|fails|runIf|skipIf)/.test(text.slice(opened))
  return isSkipped ? `${id}: “${name}” does not run.` : null
}

test('every scenario has a test that runs', () => {
  expect(scenarios.flatMap((scenario) => gapOf(scenario) ?? [])).toEqual([])
})

test('no scenario is left out', () => {
  const shown = new Set<string>([...scenarios, ...notBuilt].map(({ id }) => id))
  const numbers = Array.from({ length: 30 }, (_, index) => `S${index + 11}`)

  expect(numbers.filter((id) => !shown.has(id))).toEqual([])
})

test('a scenario without its test is found out', () => {
  const [first] = scenarios
  if (first === undefined) throw new Error('There are no scenarios.')

  expect(gapOf({ ...first, test: 'of tomorrow' })).toContain('has no test')
  expect(gapOf({ ...first, file: 'test/none.test.ts' })).toContain('there is no')
})
