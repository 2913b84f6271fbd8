import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { routes } from '../../lambda/routes.ts'

const readme = readFileSync('README.md', 'utf8')
const matches = (pattern: RegExp): readonly string[] =>
  [...readme.matchAll(pattern)].map((match) => match[1] ?? '')

describe('README', () => {
  test('links to files that are there', () => {
    const links = matches(/\]\((?!https?:)([^)#]+)/g)

    expect(links.length).toBeGreaterThan(10)
    expect(links.filter((link) => !existsSync(link))).toEqual([])
  })

  test('names tests that are there', () => {
    const paths = matches(/`(test\/[\w/.-]+)`/g)

    expect(paths.length).toBeGreaterThan(4)
    expect(paths.filter((path) => !existsSync(path))).toEqual([])
  })

  test('names scripts that package.json has', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))
    const named = matches(/npm run ([\w:-]+)/g)

    expect(named).toContain('test:deploy')
    expect(named.filter((name) => !(name in scripts))).toEqual([])
  })

  test('calls paths of the gateway that are routed', () => {
    const called = matches(/(?:\$G|localhost:3000)(\/[\w/$-]+)/g)
    const known = Object.values(routes).map(({ path }) =>
      RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
    )

    expect(called.length).toBeGreaterThan(4)
    expect(called.filter((path) => !known.some((route) => route.test(path)))).toEqual([])
  })
})
