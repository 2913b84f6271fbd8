import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { drift, type Page, readPages, sectionsIn } from '../support/docs/pages.ts'
import { root } from '../support/docs/project.ts'
import { sections } from '../support/docs/sections.ts'

const pages = readPages()

const page = (path: string): Page => {
  const found = pages.find((one) => one.path === path)
  if (found === undefined) throw new Error(`There is no ${path}.`)
  return found
}

describe('the generated parts of the docs', () => {
  test('say what the code does', () => {
    expect(drift(pages)).toEqual([])
  })

  test('are all there', () => {
    const used = new Set(pages.flatMap(sectionsIn))

    expect([...used].sort()).toEqual(Object.keys(sections).sort())
  })

  test('are missed when somebody writes in them by hand', () => {
    const { path, text } = page('docs/architecture.md')
    const changed = { path, text: text.replace('| client | `start-session` |', '| anybody |') }

    expect(changed.text).not.toBe(text)
    expect(drift([changed])).toEqual([
      'docs/architecture.md no longer says what the code does. Run `npm run docs`.',
    ])
  })

  test('are missed when the code goes on without them', () => {
    const limits = () => `${sections['limits']?.()}\n| \`NEW_MAX\` | 1 | A limit of tomorrow. |`

    expect(drift(pages, { ...sections, limits })).toEqual([
      'docs/architecture.md no longer says what the code does. Run `npm run docs`.',
    ])
  })

  test('draw no way out of a payment that was made or has failed', () => {
    const drawn = sections['state-diagram']?.() ?? ''

    expect(drawn).toContain('  completing --> unresolved\n')
    expect(drawn).toContain('  unresolved --> succeeded\n')
    expect(drawn).not.toMatch(/^ {2}succeeded --> \w/m)
    // Only Twilio's contradicting word leads out of these, and only to a person.
    expect(drawn).not.toMatch(/^ {2}(failed|cancelled) --> (?!(unresolved|succeeded)\b)\w/m)
    const ofEarlier = [...drawn.matchAll(/^ {2}(\w+) --> (\w+) : charge of an earlier attempt$/gm)]
    expect(ofEarlier.map(([, from, to]) => `${from} ${to}`)).toEqual([
      'offered unresolved',
      'starting unresolved',
      'collecting unresolved',
      'capturing unresolved',
      'failed unresolved',
      'cancelled unresolved',
    ])
  })
})

describe('what the docs point at', () => {
  test.each(pages.map(({ path }) => path))('is there: %s', (path) => {
    const { text } = page(path)
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)]
    const targets = links.map(([, link = '']) => join(dirname(path), link))
    const named = [...text.matchAll(/`((?:lambda|lib|local|bin|test|docs)\/[\w./-]+)`/g)]
    const paths = [...targets, ...named.map(([, name = '']) => name)]

    expect(paths.filter((one) => !existsSync(root + one))).toEqual([])
  })

  test('is every path of the simulator’s front door', () => {
    const sources = ['caller-routes', 'bench-routes', 'connector-routes'].map((name) =>
      readFileSync(`${root}local/twilio/front-door/${name}.ts`, 'utf8'),
    )
    const served = sources.flatMap((source) => [
      ...source.matchAll(/method: '(\w+)',\s+path: '([^']+)'/g),
    ])
    const { text } = page('docs/how-to/use-the-simulator.md')
    const listed = [...text.matchAll(/^\| `(GET|PUT|POST) (\/\S*?)`/gm)]
    const names = (found: readonly RegExpMatchArray[]) =>
      found.map(([, method, path]) => `${method} ${path}`).sort()

    expect(served.length).toBeGreaterThan(10)
    const withPage = [...names(served), 'GET /simulator'].sort()
    expect(names(listed)).toEqual(withPage)
  })
})

test('every dependency is listed once, with a reason', () => {
  const manifest = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))
  const { dependencies, peerDependencies, devDependencies } = manifest
  const wanted = new Set(
    [dependencies, peerDependencies, devDependencies].flatMap((list) => Object.keys(list)),
  )
  const { text } = page('docs/dependencies.md')
  const rows = [...text.matchAll(/^\| `([^`]+)` \| (.+) \|$/gm)]

  expect(rows.map(([, name]) => name).sort()).toEqual([...wanted].sort())
  for (const [, name, why = ''] of rows) expect(why.length, `why ${name}`).toBeGreaterThan(20)
})

describe('the decisions', () => {
  const decisions = pages.filter(({ path }) => path.startsWith('docs/decisions/'))

  test('are numbered without a gap, and all in the list of the architecture', () => {
    const numbers = decisions.map(({ path }) => Number(/\/(\d{4})-/.exec(path)?.[1]))

    expect(numbers).toEqual(numbers.map((_, index) => index + 1))
    const { text } = page('docs/architecture.md')
    const missing = decisions.filter(({ path }) => !text.includes(path.replace('docs/', '')))
    expect(missing.map(({ path }) => path)).toEqual([])
  })

  test.each(decisions.map(({ path }) => path))('tell the same four things: %s', (path) => {
    const headings = [...page(path).text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)

    expect(headings).toEqual(['Context', 'Decision', 'Consequences', 'What was learnt'])
  })
})
