import { posix } from 'node:path'
import { describe, expect, test } from 'vitest'
import { refusals } from '../../lambda/domain/session/refusal.ts'
import { failureReasons } from '../../lambda/domain/session/session.ts'
import { environment } from '../../lambda/env.ts'
import { problems } from '../../lambda/http/problem.ts'
import { metrics } from '../../lambda/metrics.ts'
import { queues, routes, schedules, tableAccess } from '../../lambda/routes.ts'
import { filesUnder, readText, type Source, sourcesUnder } from './source.ts'

const lambda = sourcesUnder('lambda')

const functions = [routes, schedules, queues].flatMap(Object.keys).sort()

/** Which of the words stand in none of the files. */
const unused = (words: readonly string[], files: readonly Source[]): readonly string[] =>
  words.filter((word) => !files.some(({ text }) => text.includes(word)))

const except = (path: string) => lambda.filter((source) => source.path !== path)

test('the search for unused words finds one', () => {
  const files = [{ path: 'a.ts', text: "refuse('stale')" }]

  expect(unused(["'stale'", "'forgotten'"], files)).toEqual(["'forgotten'"])
})

describe('the lists that others read', () => {
  test('every function has its handler file, and every handler its function', () => {
    const files = filesUnder('lambda/handlers').map((path) => posix.basename(path, '.ts'))

    expect(files).toEqual(functions)
  })

  test('every handler is made by its route’s name', () => {
    const wrong = Object.keys(routes).filter(
      (name) => !readText(`lambda/handlers/${name}.ts`).includes(`'${name}'`),
    )

    expect(wrong).toEqual([])
  })

  test('every function says how it touches the tables, and reading routes only read', () => {
    expect(Object.keys(tableAccess).sort()).toEqual(functions)
    for (const [name, { method }] of Object.entries(routes)) {
      expect([name, new Map(Object.entries(tableAccess)).get(name)]).toEqual([
        name,
        method === 'GET' ? 'read' : 'write',
      ])
    }
  })

  test('no two routes have the same address', () => {
    const addresses = Object.values(routes).map(({ method, path }) => `${method} ${path}`)

    expect(new Set(addresses).size).toBe(addresses.length)
  })

  test('every kind of problem is told somewhere', () => {
    const words = Object.keys(problems).map((code) => `code: '${code}'`)

    expect(unused(words, except('lambda/http/problem.ts'))).toEqual([])
  })

  test('every refusal is given somewhere', () => {
    const words = Object.keys(refusals).map((code) => `refuse('${code}'`)

    expect(unused(words, lambda)).toEqual([])
  })

  test('every reason to fail is given somewhere', () => {
    const words = failureReasons.map((reason) => `'${reason}'`)
    const given = lambda.filter(
      ({ path }) => !path.endsWith('/session.ts') && !path.startsWith('lambda/voice/'),
    )

    expect(unused(words, given)).toEqual([])
  })

  test('every metric is counted somewhere, and every variable is read', () => {
    const counted = Object.keys(metrics).map((name) => `metrics.${name}`)
    const read = Object.keys(environment).map((name) => `env.${name}`)

    expect(unused(counted, lambda)).toEqual([])
    expect(unused(read, lambda)).toEqual([])
  })
})

test('the lock file takes packages from whichever registry npm is configured for', () => {
  expect(readText('package-lock.json')).not.toMatch(/"resolved"\s*:/)
})

test('deployed code does not know that there is a local world', () => {
  const words = /\b(localhost|127\.0\.0\.1|isLocal|NODE_ENV)\b/

  expect(lambda.filter(({ text }) => words.test(text)).map(({ path }) => path)).toEqual([])
})
