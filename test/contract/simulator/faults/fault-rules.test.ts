import { describe, expect, test } from 'vitest'
import { startBench } from '../bench/bench.ts'
import { setFaults } from './broken-bench.ts'

describe('a rule that cannot be understood', () => {
  test.each([
    [{}, '"on"'],
    [{ on: 'moon', do: 'drop' }, '"on"'],
    [{ on: 'callback' }, '"do"'],
    [{ on: 'callback', do: '429' }, '"do"'],
    [{ on: 'callback', do: 'drop', phase: 'never' }, '"phase"'],
    [{ on: 'callback', do: 'drop', operation: 'create' }, '"operation"'],
    [{ on: 'rest', do: '429', times: 0 }, '"times"'],
    [{ on: 'rest', do: 'slow', delayMs: -1 }, '"delayMs"'],
    [{ on: 'rest', do: 'refuse' }, '"code"'],
    [{ on: 'rest', do: 'refuse', code: 12345 }, '"code"'],
    [{ on: 'rest', do: 'refuse', code: '64001' }, '"code"'],
    [{ on: 'rest', do: '429', code: 64001 }, '"code"'],
    [{ on: 'processor', do: 'refuse', code: 20404 }, '"code"'],
    [{ on: 'processor', do: 'end' }, '"result"'],
    [{ on: 'processor', do: 'end', result: 'No Words' }, '"result"'],
    [{ on: 'entry', do: 'reject' }, '"errorType"'],
    [{ on: 'entry', do: 'reject', errorType: 7 }, '"errorType"'],
    ['drop', 'object'],
    [null, 'object'],
  ])('%o is refused with a sentence, and the rules stay', async (rule, says) => {
    const bench = await startBench()
    const good = { on: 'callback', do: 'drop' }
    await setFaults(bench, good)

    const answer = await bench.send('PUT', '/faults', { rules: [rule] })

    expect(answer).toMatchObject({ status: 400, body: { error: expect.stringContaining(says) } })
    expect((await bench.send('GET', '/faults')).body.rules).toEqual([good])
  })

  test('is told apart from one that says what it must', async () => {
    const bench = await startBench()
    const rules = [
      { on: 'rest', do: 'refuse', code: 64001, operation: 'create' },
      { on: 'entry', do: 'reject', errorType: 'internal-error', capture: 'postal-code', times: 2 },
      { on: 'processor', do: 'end', result: 'internal-error' },
    ]
    await setFaults(bench, ...rules)

    const { body } = await bench.send('GET', '/faults')

    expect(body.rules).toEqual([rules[0], { ...rules[1], left: 2 }, rules[2]])
    expect(body.possible.rest.needs.refuse.code).toContain(64024)
  })

  test('is no list', async () => {
    const bench = await startBench()

    expect((await bench.send('PUT', '/faults', { rules: 'all' })).status).toBe(400)
  })
})
