import { describe, expect, test } from 'vitest'
import { forbiddenImports, importsOf, strayImports } from './rules/imports.ts'
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
import { fullFolders, linesIn, longFiles, longFunctions, longLines } from './rules/size.ts'
import { codeOf, type Source } from './source.ts'

/** Each rule is shown something bad, so that none can be quiet for being blind. */
const written = (...lines: readonly string[]): readonly Source[] => [
  { path: 'lambda/example.ts', text: `${lines.join('\n')}\n` },
]

const body = (count: number) => Array.from({ length: count }, (_, n) => `  call(${n})`)

describe('the code alone', () => {
  const alone = (...lines: readonly string[]) =>
    written(...lines)
      .map(codeOf)
      .join('')
      .trim()

  test('has no comments, strings or regular expressions, and as many lines', () => {
    const code = alone('a() // b {', "c('{ d') /* e", '{ */ f(`g {`)', 'k(/[/{]\\/"/u)')

    expect(code.replace(/ +/g, ' ')).toBe('a() \nc( ) \n f( )\nk( )')
  })

  test('keeps divisions', () => {
    expect(alone('const half = (a + b) / 2 / c')).toBe('const half = (a + b) / 2 / c')
  })
})

describe('the rule on size', () => {
  test('sees a file that is too long', () => {
    expect(written(...body(5)).map(linesIn)).toEqual([5])
    expect(longFiles(written(...body(6)), 5)).toEqual(['lambda/example.ts: 6 lines'])
    expect(longFiles(written(...body(5)), 5)).toEqual([])
  })

  test.each([
    'function long() {',
    'export async function long(a: string, b: { c: number }): Promise<void> {',
    'const long = () => {',
    'test.each([1])("x", async ({ a }) => {',
    '  async long(a: string): Promise<Map<string, number>> {',
  ])('sees a function that is too long: %s', (head) => {
    expect(longFunctions(written(head, ...body(4), '}'), 5)).toEqual([
      'lambda/example.ts:1: 6 lines',
    ])
    expect(longFunctions(written(head, ...body(3), '}'), 5)).toEqual([])
  })

  test('leaves types, objects, blocks and groups of tests to the size of the file', () => {
    const groups = ["describe('a', () => {", "describe.each([f(1)])('a', ({ b }) => {"]
    const longs = ['interface A {', 'const a = {', 'if (a) {', ...groups]

    expect(longs.flatMap((head) => longFunctions(written(head, ...body(9), '}'), 5))).toEqual([])
  })

  test('sees a line that is too long, but for sentences and addresses', () => {
    const wide = 'x'.repeat(120)

    expect(longLines(written('a()', `call(${wide})`), 100)).toEqual(['lambda/example.ts:2'])
    expect(longLines(written(`// ${wide}`), 100)).toEqual(['lambda/example.ts:1'])
    expect(longLines(written(`call('${wide}')`, `// see https://${wide}`), 100)).toEqual([])
  })

  test('sees a folder that is too full', () => {
    const paths = ['a/1.ts', 'a/2.ts', 'a/b/1.ts', 'a/3.ts']

    expect(fullFolders(paths, 2)).toEqual(['a: 3 files'])
    expect(fullFolders(paths, 3)).toEqual([])
  })
})

describe('the rule on imports', () => {
  const source = written(
    "import { a } from '../ports/a.ts'",
    'import {',
    '  type B,',
    '  b,',
    "} from '@aws-sdk/client-dynamodb/deep'",
    "import 'node:fs'",
    "export * from './c.ts'",
    "const later = () => import('axios')",
  )

  test('reads every form', () => {
    expect(source.flatMap(importsOf).map(({ to }) => to)).toEqual([
      'ports/a.ts',
      '@aws-sdk/client-dynamodb',
      'node:fs',
      'lambda/c.ts',
      'axios',
    ])
  })

  test('sees what a layer may not know', () => {
    const mayImport = ['node:*', 'lambda/', '@aws-sdk/*']

    expect(forbiddenImports(source, [{ of: 'lambda/', mayImport }])).toEqual([
      'lambda/example.ts imports ports/a.ts',
      'lambda/example.ts imports axios',
    ])
  })

  test('sees a file without a layer', () => {
    const rules = [{ of: 'lambda/domain/', mayImport: [] }]

    expect(forbiddenImports(written(''), rules)).toEqual(['lambda/example.ts: belongs to no layer'])
  })

  test('sees a package where it must not be known', () => {
    const packages = ['axios', '@aws-sdk/*']

    expect(strayImports(source, { packages, onlyIn: ['lambda/adapters/'] })).toHaveLength(2)
    expect(strayImports(source, { packages, onlyIn: ['lambda/'] })).toEqual([])
  })
})

describe('the rule on shape', () => {
  const hit = ['lambda/example.ts:1']

  test('sees default exports', () => {
    expect(defaultExports(written('export default 1'))).toEqual(hit)
    expect(defaultExports(written("// export default 1\nsay('export default 1')"))).toEqual([])
  })

  test('sees reads of the environment', () => {
    expect(environmentReads(written("const a = process.env['A']"))).toEqual(hit)
    expect(environmentReads(written('say(`process.env`)'))).toEqual([])
  })

  test('sees casts', () => {
    expect(casts(written('const a = b as C'))).toEqual(hit)
    expect(casts(written('const a = (b) as unknown'))).toEqual(hit)
    expect(casts(written('const a = [1] as const', "import * as v from 'valibot'"))).toEqual([])
    expect(casts(written("import { a as b } from './c.ts'"))).toEqual([])
  })

  test('sees claims that something is not null, and types that are anything', () => {
    expect(nonNullClaims(written('const a = b!.c'))).toEqual(hit)
    expect(nonNullClaims(written('const a = !b && c !== d'))).toEqual([])
    expect(anys(written('const a: any = 1'))).toEqual(hit)
    expect(anys(written('const any = company', 'say(a ? b : any ? c : d)'))).toEqual([])
  })

  test.each([
    'export function f(a: A, b: Map<B, C>, c: (d: D, e: E) => F) {',
    'export const f = async (a: A, b: { c: C; d: D }, e: E) => a',
    '  async f(a: A, b: B, c: C): Promise<void> {',
  ])('sees more than two parameters: %s', (line) => {
    expect(manyParameters(written(line, '}'), 2)).toEqual(['lambda/example.ts: f has 3'])
    expect(manyParameters(written(line, '}'), 3)).toEqual([])
  })

  test('sees unfinished work and empty names', () => {
    const unfinished = ['TO', 'DO'].join('')

    expect(openEnds(written(`// ${unfinished} later`))).toEqual(hit)
    expect(emptyNames(['lambda/date-utils.ts', 'lib/common/a.ts', 'lib/utility.ts'])).toEqual([
      'lambda/date-utils.ts',
      'lib/common/a.ts',
    ])
  })
})
