import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type CatalogueSection, catalogue } from '../support/catalogue/sections.ts'
import { root } from '../support/docs/project.ts'

/** What keeps a section from being covered, in sentences. */
function gapsIn({ title, values, becomes, test: { file, each, name } }: CatalogueSection) {
  if (!existsSync(root + file)) return [`${title}: there is no ${file}.`]
  const source = readFileSync(root + file, 'utf8')
    .replaceAll(/^\s*\/\/.*$/gm, '')
    .replaceAll(/\s+/g, ' ')
  const goesThrough = `test.each(${each})( '${name}'`
  const isThere = [goesThrough, goesThrough.replace('( ', '(')].some((call) =>
    source.includes(call),
  )
  const skipped = /\.(skip|todo|only|fails)\b/.exec(source)?.[0]
  const silent = values.filter((value) => becomes?.(value) === '')
  return [
    ...(isThere ? [] : [`${title}: ${file} has no test “${name}” of each of ${each}.`]),
    ...(skipped === undefined ? [] : [`${title}: ${file} has a test with ${skipped}.`]),
    ...silent.map((value) => `${title}: nothing is said of ${value}.`),
  ]
}

describe('all that Twilio documents', () => {
  test.each(catalogue)('$title: each has a test', (section) => {
    expect(section.values.length).toBeGreaterThan(1)
    expect(new Set(section.values).size).toBe(section.values.length)
    expect(gapsIn(section)).toEqual([])
  })

  const [first] = catalogue

  test('is missed when nothing goes through it', () => {
    if (first === undefined) throw new Error('The catalogue is empty.')
    const untested = { ...first, test: { ...first.test, each: 'parametersOfTomorrow' } }
    const nowhere = { ...first, test: { ...first.test, file: 'test/unit/catalogue/none.test.ts' } }
    const unsaid = { ...first, values: [...first.values, 'OfTomorrow'] }

    expect(gapsIn(untested)).toHaveLength(1)
    expect(gapsIn(nowhere)).toHaveLength(1)
    expect(gapsIn(unsaid)).toEqual([`${first.title}: nothing is said of OfTomorrow.`])
  })
})
