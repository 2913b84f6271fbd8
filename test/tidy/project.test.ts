import { describe, expect, test } from 'vitest'
import {
  anys,
  casts,
  defaultExports,
  emptyNames,
  environmentReads,
  manyParameters,
  nonNullClaims,
  openEnds,
} from './rules/shape.ts'
import { fullFolders, longFiles, longFunctions, longLines } from './rules/size.ts'
import { filesUnder, readText, sourcesUnder } from './source.ts'

const lambda = sourcesUnder('lambda')
const code = sourcesUnder('bin', 'lib', 'lambda', 'local')
const tests = sourcesUnder('test')
const configs = ['vitest.config.ts', 'vitest.deploy.config.ts'].map((path) => ({
  path,
  text: readText(path),
}))
const all = [...code, ...tests]

test('there is something to look at', () => {
  expect(code.length).toBeGreaterThan(100)
  expect(tests.length).toBeGreaterThan(30)
})

describe('the size of things', () => {
  test('a source file has 250 lines at the most', () => {
    expect(longFiles(code, 250)).toEqual([])
  })

  test('a test file has 300 lines at the most', () => {
    expect(longFiles(tests, 300)).toEqual([])
  })

  test('a function has 70 lines at the most', () => {
    expect(longFunctions(all, 70)).toEqual([])
  })

  test('a line of code has 100 columns at the most', () => {
    expect(longLines([...all, ...configs], 100)).toEqual([])
  })

  test('a folder has 10 files at the most; the handlers are one for each route', () => {
    const paths = filesUnder('bin', 'lib', 'lambda', 'local', 'test').filter(
      (path) => !path.startsWith('lambda/handlers/'),
    )

    expect(fullFolders(paths, 10)).toEqual([])
  })
})

describe('the shape of things', () => {
  test('nothing is exported without a name', () => {
    expect(defaultExports(all)).toEqual([])
  })

  test('no file or folder has a name that would fit anything', () => {
    expect(emptyNames(all.map(({ path }) => path))).toEqual([])
  })

  test('nothing is left to be done later', () => {
    expect(openEnds(all)).toEqual([])
  })

  test('a function that is exported, or a method, takes two parameters at the most', () => {
    expect(manyParameters(code, 2).filter((hit) => !byLibrary.includes(hit))).toEqual([])
  })

  test('the types of deployed code are claimed in parsers only', () => {
    const files = casts(lambda).map((hit) => hit.replace(/:\d+$/, ''))

    expect([...new Set(files)].sort()).toEqual([
      'lambda/adapters/dynamodb/session-record.ts',
      'lambda/domain/values/ids.ts',
      'lambda/domain/values/money.ts',
      'lambda/domain/values/time.ts',
    ])
  })

  test('nothing is claimed not to be null, and nothing may be anything', () => {
    expect(nonNullClaims(all)).toEqual([])
    expect(anys(all)).toEqual([])
  })

  test('the environment is read where a process begins, and nowhere else', () => {
    expect(environmentReads([...lambda, ...sourcesUnder('lib')])).toEqual([])
  })
})

/** AWS CDK makes constructs of a scope, an id and properties. */
const byLibrary = manyParameters(sourcesUnder('lib'), 2).filter((hit) =>
  hit.endsWith('constructor has 3'),
)
