import { describe, expect, test } from 'vitest'
import { parseAst } from 'vitest/node'
import { accepted } from './accepted.ts'
import { mutantsOf } from './mutants.ts'
import { mutators } from './mutators.ts'
import { type End, report, type Verdict } from './report.ts'
import { placesIn } from './syntax.ts'
import { targets } from './targets.ts'

/** What becomes of one line, by the mutator of the name. */
function becomes(name: string, text: string): readonly string[] {
  const mutator = mutators.find((one) => one.name === name)
  if (mutator === undefined) throw new Error(`There is no mutator ${name}.`)
  return placesIn(text)
    .filter(({ node }) => mutator.of.includes(node.type))
    .flatMap((place) => mutator.changes(place))
    .map(({ start, end, becomes: other }) => text.slice(0, start) + other + text.slice(end))
}

describe('a mutant', () => {
  test.each([
    { name: 'condition', text: 'if (a) b()', mutants: ['if (true) b()', 'if (false) b()'] },
    { name: 'loop', text: 'while (a) b()', mutants: ['while (false) b()'] },
    { name: 'choice', text: 'a ? b : c', mutants: ['(b)', '(c)'] },
    { name: 'part', text: 'a && b', mutants: ['(a)', '(b)'] },
    { name: 'boundary', text: 'a < b', mutants: ['a <= b', 'a >= b'] },
    { name: 'equality', text: 'f((a ?? b) === c)', mutants: ['f((a ?? b) !== c)'] },
    { name: 'equality', text: 'if (a === b) c()', mutants: [] },
    { name: 'arithmetic', text: 'a + b', mutants: ['a - b'] },
    { name: 'assignment', text: 'a += 1', mutants: ['a -= 1'] },
    { name: 'sign', text: 'f(!a)', mutants: ['f((a))'] },
    {
      name: 'literal',
      text: "f('a', true, 'a b', '')",
      mutants: [
        "f('', true, 'a b', '')",
        "f('a', false, 'a b', '')",
        "f('a', true, 'a b', 'mutant')",
      ],
    },
    { name: 'literal', text: "import a from 'b'; type C = 'd'", mutants: [] },
    { name: 'pattern', text: '/^a$/u', mutants: ['/a$/u', '/^a/u'] },
    { name: 'pattern', text: '/[^a]b+/', mutants: ['/[a]b+/', '/[^a]b/'] },
    { name: 'pattern', text: '/\\d{2}\\./', mutants: ['/\\D{2}\\./', '/\\d\\./'] },
    { name: 'pattern', text: '/a(?=b)/', mutants: ['/a(?!b)/'] },
    { name: 'literal', text: "({ condition: 'a = b' })", mutants: ["({ condition: '' })"] },
    { name: 'literal', text: "f({ message: 'a b.' })", mutants: [] },
    { name: 'number', text: 'f(0, 1_000)', mutants: ['f(1, 1_000)', 'f(0, 2000)'] },
    { name: 'number', text: '[-1, a + 2.5]', mutants: ['[-2, a + 2.5]', '[-1, a + 5]'] },
    { name: 'number', text: 'f(`1`, 2)', mutants: ['f(`1`, 4)'] },
    { name: 'number', text: "f({ 1: '2' } as { 3: 4 })", mutants: [] },
    { name: 'method', text: 'a.catch(b)', mutants: ['a'] },
    { name: 'assignment', text: 'a ??= b', mutants: ['a = b'] },
    { name: 'text', text: 'f(`a`)', mutants: ["f('')"] },
    { name: 'element', text: '[a, ...b]', mutants: ['[...b]', '[a]'] },
    { name: 'element', text: '[a]', mutants: ['[]'] },
    { name: 'member', text: 'f({ ...a, b })', mutants: ['f({ b })', 'f({ ...a })'] },
    { name: 'member', text: 'f({ a, b })', mutants: [] },
    { name: 'optional', text: 'a?.b', mutants: ['a.b'] },
    { name: 'method', text: 'a.some(b)', mutants: ['a.every(b)'] },
    { name: 'method', text: 'a.filter(b)', mutants: ['a'] },
    { name: 'statement', text: 'a()', mutants: [';'] },
    { name: 'statement', text: 'if (a) throw b', mutants: [] },
    { name: 'answer', text: 'f(() => a())', mutants: ['f(() => undefined)'] },
  ])('by $name of $text', ({ name, text, mutants }) => {
    expect(becomes(name, text)).toEqual(mutants)
  })

  test('of a file differs from it, and from every other', () => {
    const mutants = mutantsOf('lambda/domain/machine/decide.ts')

    expect(mutants.length).toBeGreaterThan(50)
    expect(new Set(mutants.map(({ mutated }) => mutated)).size).toBe(mutants.length)
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length)
  })
})

test.each(targets)('every mutant of %s can be compiled', (file) => {
  for (const { name, mutated } of mutantsOf(file)) {
    expect(() => parseAst(mutated, { lang: 'ts' }), name).not.toThrow()
  }
})

describe('the score', () => {
  const [mutant] = mutantsOf('lambda/domain/machine/due.ts')
  if (mutant === undefined) throw new Error('There is no mutant.')
  const scoreOf = (...ends: readonly End[]) =>
    report(
      ends.map((end) => ({ mutant, end })),
      { isWhole: false },
    ).figures.score

  test('is what was killed, or hung, of what could be loaded', () => {
    expect(scoreOf('killed', 'timed-out', 'survived', 'survived')).toBe(50)
    expect(scoreOf('killed', 'survived', 'broken', 'broken')).toBe(50)
  })
})

describe('an accepted survivor', () => {
  test.each(targets)('is still a mutant of %s', (file) => {
    const names = new Set(mutantsOf(file).map(({ name }) => name))
    const own = accepted.filter((one) => one.file === file)

    expect(own.map(({ name }) => name).filter((name) => !names.has(name))).toEqual([])
  })

  test('belongs to a file that is looked at, once, with a reason', () => {
    expect(accepted.filter(({ file }) => !targets.includes(file))).toEqual([])
    expect(new Set(accepted.map(({ file, name }) => file + name)).size).toBe(accepted.length)
    for (const { why } of accepted) expect(why).toMatch(/^[A-Z].{20,}\.$/)
  })

  test('is missed by runs of its kind alone', () => {
    const [one] = accepted
    if (one === undefined) throw new Error('Nothing is accepted.')
    const [mutant] = mutantsOf(one.file)
    if (mutant === undefined) throw new Error(`There is no mutant of ${one.file}.`)
    const failuresOf = (kind: string) =>
      report([{ mutant: { ...mutant, kind, name: 'other' }, end: 'killed' }], { isWhole: false })
        .failures

    expect(failuresOf(one.kind)).toContain(
      `Accepted, but there is no such mutant: ${one.file}: ${one.name}`,
    )
    expect(failuresOf('another kind')).toEqual([])
  })

  test('is all that lives without failing the run; killed, it fails it', () => {
    const [one] = accepted
    if (one === undefined) throw new Error('Nothing is accepted.')
    const [mutant] = mutantsOf(one.file).filter(({ name }) => name === one.name)
    if (mutant === undefined) throw new Error(`There is no ${one.name}.`)
    const stranger = { ...mutant, name: 'something new' }

    const all = accepted
      .filter(({ file }) => file === one.file)
      .map(({ name }): Verdict => ({ mutant: { ...mutant, name }, end: 'survived' }))
    const failuresWith = (...verdicts: readonly Verdict[]) =>
      report([...verdicts, ...all], { isWhole: true }).failures.filter((line) => !/ % /.test(line))

    expect(failuresWith()).toEqual([])
    expect(failuresWith({ mutant: stranger, end: 'killed' })).toEqual([])
    expect(failuresWith({ mutant, end: 'killed' })).toEqual([
      `Accepted, but it is killed: ${one.file}: ${one.name}`,
    ])
    expect(failuresWith({ mutant: stranger, end: 'survived' })).toEqual([
      '1 live without a reason: see NOT ACCEPTED.',
    ])
  })
})
