import { describe, expect, test } from 'vitest'
import { forbiddenImports, importsOf, type LayerRule, strayImports } from './rules/imports.ts'
import { sourcesUnder } from './source.ts'

/** Arrows point down this list only. A test may know everything. */
const layers: readonly LayerRule[] = [
  { of: 'lambda/domain/', mayImport: ['lambda/domain/'] },
  { of: 'lambda/voice/', mayImport: ['lambda/voice/', 'lambda/domain/'] },
  { of: 'lambda/ports/', mayImport: ['lambda/ports/', 'lambda/domain/', 'lambda/metrics.ts'] },
  {
    of: 'lambda/use-cases/',
    mayImport: [
      'lambda/use-cases/',
      'lambda/ports/',
      'lambda/domain/',
      'lambda/voice/',
      'lambda/metrics.ts',
    ],
  },
  {
    of: 'lambda/http/',
    mayImport: [
      'lambda/http/',
      'lambda/use-cases/',
      'lambda/ports/',
      'lambda/domain/',
      'lambda/voice/',
      'lambda/routes.ts',
      'lambda/metrics.ts',
      '@middy/core',
      'aws-lambda',
      'valibot',
      'node:crypto',
    ],
  },
  {
    of: 'lambda/handlers/',
    mayImport: [
      'lambda/http/',
      'lambda/use-cases/',
      'lambda/domain/',
      'lambda/voice/',
      'aws-lambda',
      'valibot',
    ],
  },
  {
    of: 'lambda/adapters/',
    mayImport: [
      'lambda/adapters/',
      'lambda/ports/',
      'lambda/domain/',
      'lambda/tables.ts',
      'lambda/metrics.ts',
      '@aws-sdk/*',
      'axios',
      'valibot',
      'node:*',
    ],
  },
  {
    of: 'lambda/compose.ts',
    mayImport: [
      'lambda/adapters/',
      'lambda/ports/',
      'lambda/http/dependencies.ts',
      'lambda/env.ts',
      'node:crypto',
    ],
  },
  { of: 'lambda/env.ts', mayImport: ['valibot'] },
  { of: 'lambda/routes.ts', mayImport: [] },
  { of: 'lambda/tables.ts', mayImport: [] },
  { of: 'lambda/metrics.ts', mayImport: [] },
]

const data = ['lambda/routes.ts', 'lambda/env.ts', 'lambda/tables.ts', 'lambda/metrics.ts']

describe('the layers', () => {
  test('of deployed code know only what is below them', () => {
    expect(forbiddenImports(sourcesUnder('lambda'), layers)).toEqual([])
  })

  test('of deployment know the data of deployed code, and nothing that runs', () => {
    const lib = sourcesUnder('lib').flatMap(importsOf)

    const known = lib.filter(({ to }) => to.startsWith('lambda/') && !data.includes(to))

    expect(known).toEqual([])
    expect(lib.filter(({ to }) => /^(local|test|bin)\//.test(to))).toEqual([])
  })

  test('keep the simulator apart, so that it cannot agree with our mistakes', () => {
    const simulator = sourcesUnder('local/twilio').flatMap(importsOf)

    expect(simulator.length).toBeGreaterThan(50)
    expect(simulator.filter(({ to }) => /^(lambda|lib|bin|test|local\/probe)\//.test(to))).toEqual(
      [],
    )
  })

  test('of the local world know no test', () => {
    const local = sourcesUnder('local', 'bin').flatMap(importsOf)

    expect(local.filter(({ to }) => to.startsWith('test/'))).toEqual([])
  })
})

describe('a package is known in one place', () => {
  const shipped = sourcesUnder('bin', 'lib', 'lambda')
  const code = sourcesUnder('bin', 'lib', 'lambda', 'local')

  test('axios in the Twilio adapters', () => {
    const onlyIn = ['lambda/adapters/twilio/']

    expect(strayImports(code, { packages: ['axios'], onlyIn })).toEqual([])
  })

  test('AWS SDKs in adapters, and in the tables of the local world', () => {
    const onlyIn = ['lambda/adapters/', 'local/tables.ts']

    expect(strayImports(code, { packages: ['@aws-sdk/*', '@smithy/*'], onlyIn })).toEqual([])
  })

  test('Middy in the HTTP layer', () => {
    const onlyIn = ['lambda/http/']

    expect(strayImports(code, { packages: ['@middy/*'], onlyIn })).toEqual([])
  })

  test('CDK at deploy time', () => {
    const onlyIn = ['lib/', 'bin/']
    const packages = ['aws-cdk-lib', 'constructs', 'cdk-nag', 'aws-cdk']

    expect(strayImports(code, { packages, onlyIn })).toEqual([])
  })

  test('what only tests and the local world need, there', () => {
    const packages = ['vitest', 'fast-check', 'fast-xml-parser', 'twilio', 'dynalite', 'tsx']

    expect(strayImports(shipped, { packages, onlyIn: [] })).toEqual([])
  })
})
