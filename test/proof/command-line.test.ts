import { describe, expect, test } from 'vitest'
import { readCommandLine, wholeNumber } from './command-line.ts'

const commandLine = {
  command: 'count',
  options: {
    to: { does: 'how far; 10 unless given', ...wholeNumber },
    words: {
      does: 'by other words',
      must: 'three words',
      fits: (value: string) => value === 'abc',
    },
  },
}

describe('a command of the proof', () => {
  test('is given its options', () => {
    expect(readCommandLine(commandLine, ['--to', '12'])).toEqual({
      kind: 'run',
      given: { to: '12' },
    })
    expect(readCommandLine(commandLine, [])).toEqual({ kind: 'run', given: {} })
  })

  test.each([
    { args: ['--too', '12'], text: "Unknown option '--too'. --help lists them." },
    { args: ['12'], text: "Unexpected argument '12'. --help lists them." },
    { args: ['--to'], text: /^Option '--to <value>' argument missing\. --help/ },
    { args: ['--to', 'ten'], text: '--to must be a whole number above zero, not "ten".' },
    { args: ['--to', '0'], text: '--to must be a whole number above zero, not "0".' },
    { args: ['--to', '1', '--words', 'ab'], text: '--words must be three words, not "ab".' },
  ])('asked by $args, says what is wrong in a sentence', ({ args, text }) => {
    const asked = readCommandLine(commandLine, args)

    expect(asked).toEqual({ kind: 'wrong', text: expect.stringMatching(text) })
  })

  test('lists its options', () => {
    const asked = readCommandLine(commandLine, ['--help'])

    expect(asked).toMatchObject({ kind: 'help' })
    expect(JSON.stringify(asked)).toMatch(/npm run count .*--to +how far; 10 unless given/)
  })
})
