import { describe, expect, test } from 'vitest'
import { invariants } from '../proof/scenarios/invariants.ts'
import type { Shown } from '../proof/scenarios/shown.ts'
import { notBuilt, scenarios } from '../proof/scenarios.ts'
import { filesUnder, readText } from './source.ts'
import { testsIn, type WrittenTest } from './titles.ts'

const files = new Set(filesUnder('test'))

/** What only runs in a suite that several stores share is written where the suite is. */
const suite = 'test/support/drill/crash-suite.ts'

const testsOf = (file: string): readonly WrittenTest[] => {
  const text = readText(file)
  return testsIn(text.includes('crashSuite(') ? text + readText(suite) : text)
}

/** A name as it is written, with or without the numbers in front of it. */
const isNamed = (title: string, name: string): boolean =>
  title.startsWith(name) || title.replace(/^[SI\d, ]+: /, '').startsWith(name)

const hasNumber = (title: string, id: string): boolean => new RegExp(`\\b${id}\\b`).test(title)

/** What keeps a line of the list from being shown, if anything does. */
function gapOf({ id, file, test: name }: Shown): string | null {
  if (!files.has(file)) return `${id}: there is no ${file}.`
  const named = testsOf(file).filter(({ title }) => isNamed(title, name))
  if (named.length === 0) return `${id}: ${file} has no test “${name}”.`
  if (!named.some(({ runs }) => runs)) return `${id}: “${name}” does not run.`
  const isNumbered = named.some(({ titles }) => titles.some((title) => hasNumber(title, id)))
  return isNumbered ? null : `${id}: the titles of “${name}” do not say so.`
}

test.each([
  { list: 'scenario', lines: scenarios },
  { list: 'invariant', lines: invariants },
])('every $list has a test that runs, with its number in a title', ({ lines }) => {
  expect(lines.flatMap((line) => gapOf(line) ?? [])).toEqual([])
})

test('no scenario and no invariant is left out', () => {
  const shown = new Set<string>([...scenarios, ...invariants, ...notBuilt].map(({ id }) => id))
  const numbers = Array.from({ length: 40 }, (_, index) => `${index < 10 ? 'I' : 'S'}${index + 1}`)

  expect(numbers.filter((id) => !shown.has(id))).toEqual([])
})

describe('a line without its test is found out', () => {
  const line: Shown = {
    id: 'S12',
    what: '',
    file: 'test/unit/engine/webhook-tokens.test.ts',
    test: 'the same callback under another token',
  }

  test.each([
    { wrong: { test: 'of tomorrow' }, gap: 'has no test' },
    { wrong: { file: 'test/none.test.ts' }, gap: 'there is no' },
    { wrong: { id: 'S2' }, gap: 'do not say so' },
    { wrong: { id: 'S13' }, gap: 'do not say so' },
  ] as const)('by $gap', ({ wrong, gap }) => {
    expect(gapOf(line)).toBeNull()
    expect(gapOf({ ...line, ...wrong })).toContain(gap)
  })
})

test('the tests of a file are those that are written, and no comment', () => {
  const written = `
    // test('S1: of a comment', () => {})
    const text = "test('S2: of a text', () => {})"
    describe.each([1])(\`S3: in \${text}\`, () => {
      test('runs', () => {})
      test.skip.each(['a'])('S4: waits', () => {})
    })
    describe.skip('S5', () => {
      describe('inside', () => {
        test.each([{ a: 1 }])('waits, too', () => {})
      })
    })`

  expect(testsIn(written)).toEqual([
    { title: 'runs', titles: ['runs', 'S3: in $'], runs: true },
    { title: 'S4: waits', titles: ['S4: waits', 'S3: in $'], runs: false },
    { title: 'waits, too', titles: ['waits, too', 'inside', 'S5'], runs: false },
  ])
})
