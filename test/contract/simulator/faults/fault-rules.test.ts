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

  test('is no list', async () => {
    const bench = await startBench()

    expect((await bench.send('PUT', '/faults', { rules: 'all' })).status).toBe(400)
  })
})
