import { expect, test } from 'vitest'
import { topics } from '../../../../local/twilio/switches/topics.ts'
import { startBench } from '../bench/bench.ts'

test('every switch is described, and stands at its default', async () => {
  const bench = await startBench()

  const { body } = await bench.send('GET', '/switches')

  expect(body.switches.length).toBeGreaterThan(30)
  for (const each of body.switches) {
    expect(each).toMatchObject({ value: each.default, question: expect.stringMatching(/\?$/) })
    expect(each.values.length, each.name).toBeGreaterThan(1)
    expect(each.values[0]).toBe(each.default)
    expect(new Set(each.values).size, each.name).toBe(each.values.length)
  }
})

test('each topic has its switches, or a reason why it has none', async () => {
  const bench = await startBench()

  const { body } = await bench.send('GET', '/switches')

  const set = new Set(body.switches.map(({ topic }: { topic: number }) => topic))
  const reasoned = Object.entries(topics).filter(([, topic]) => 'noSwitch' in topic)
  const numbers = reasoned.map(([number]) => Number(number))
  expect(numbers).toEqual([17, 18, 19])
  expect([...set, ...numbers].sort()).toEqual(Object.keys(topics).map(Number).sort())
})

test.each([
  [{ nonsense: 'yes' }, 'nonsense'],
  [{ cardMask: 'stars' }, 'plain, dashes'],
  [{ cardMask: 1 }, 'plain, dashes'],
  [{ toString: 'yes' }, 'toString'],
])('%o is refused with a sentence, and nothing is set', async (wanted, says) => {
  const bench = await startBench()

  const answer = await bench.send('PUT', '/switches', { requiredNames: 'pascal', ...wanted })

  expect(answer).toMatchObject({ status: 400, body: { error: expect.stringContaining(says) } })
  const { body } = await bench.send('GET', '/switches')
  expect(body.switches[1]).toMatchObject({ name: 'requiredNames', value: 'kebab' })
})
