import { describe, expect, test } from 'vitest'
import {
  type ClientKey,
  type Receipt,
  withClientKey,
  withOutcome,
} from '../../../../lambda/domain/session/client-key.ts'

const aKey = (n: number): ClientKey => ({
  key: `key-${n}`,
  fingerprint: `asked-${n}`,
  receipt: { status: 'collecting', attempt: 1, step: n, outcome: 'accepted' },
})

const aCharge = (n: number, outcome: Receipt['outcome'] = 'accepted'): ClientKey => {
  const { receipt, ...key } = aKey(n)
  return { ...key, receipt: { ...receipt, status: 'completing', outcome } }
}

const afterwards = (count: number) =>
  Array.from({ length: count }, (_, n) => aKey(n + 1)).reduce<readonly ClientKey[]>(
    withClientKey,
    [],
  )

describe('the keys of a session', () => {
  test('are kept in the order in which they came', () => {
    expect(afterwards(3).map(({ key }) => key)).toEqual(['key-1', 'key-2', 'key-3'])
  })

  test('are twelve at the most: the first one, which started it, and the last eleven', () => {
    const keys = afterwards(30).map(({ key }) => key)

    expect(keys).toHaveLength(12)
    expect([keys[0], keys[1], keys[11]]).toEqual(['key-1', 'key-20', 'key-30'])
  })

  test('I9: are never without one that charged, which takes no room of the others', () => {
    const asked = Array.from({ length: 40 }, (_, n) => (n === 5 ? aCharge(6) : aKey(n + 1)))
    const keys = asked.reduce<readonly ClientKey[]>(withClientKey, []).map(({ key }) => key)

    expect(keys).toHaveLength(13)
    expect(keys.slice(0, 3)).toEqual(['key-1', 'key-6', 'key-30'])
  })

  test('I9: have room for the next, however often Twilio did not take a charge', () => {
    const untaken = Array.from({ length: 30 }, (_, n) =>
      aCharge(n + 2, n % 2 === 0 ? 'unsent' : { refused: 64020 }),
    )
    const asked = [aKey(1), ...untaken, aKey(40)]
    const keys = asked.reduce<readonly ClientKey[]>(withClientKey, []).map(({ key }) => key)

    expect(keys).toHaveLength(12)
    expect([keys[0], keys[1], keys.at(-1)]).toEqual(['key-1', 'key-22', 'key-40'])
  })

  test('learn the outcome of their own step only', () => {
    const keys = withOutcome(afterwards(3), { step: 2, outcome: { refused: 64020 } })

    expect(keys.map(({ receipt }) => receipt.outcome)).toEqual([
      'accepted',
      { refused: 64020 },
      'accepted',
    ])
  })
})
