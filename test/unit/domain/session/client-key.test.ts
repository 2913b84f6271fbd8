import { describe, expect, test } from 'vitest'
import {
  type ClientKey,
  withClientKey,
  withOutcome,
} from '../../../../lambda/domain/session/client-key.ts'

const aKey = (n: number): ClientKey => ({
  key: `key-${n}`,
  fingerprint: `asked-${n}`,
  receipt: { status: 'collecting', attempt: 1, step: n, outcome: 'accepted' },
})

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

  test('I9: are never without one that asked for a charge, however many came after it', () => {
    const charge = (n: number): ClientKey => {
      const { receipt, ...key } = aKey(n)
      return { ...key, receipt: { ...receipt, status: 'completing' } }
    }
    const asked = Array.from({ length: 40 }, (_, n) =>
      n === 5 || n === 20 ? charge(n + 1) : aKey(n + 1),
    )
    const keys = asked.reduce<readonly ClientKey[]>(withClientKey, []).map(({ key }) => key)

    expect(keys).toHaveLength(12)
    expect(keys.slice(0, 4)).toEqual(['key-1', 'key-6', 'key-21', 'key-32'])
  })

  test('are all there as long as they are charges alone', () => {
    const charges = Array.from({ length: 14 }, (_, n): ClientKey => {
      const key = aKey(n + 1)
      return { ...key, receipt: { ...key.receipt, status: 'completing' } }
    })

    expect(charges.reduce<readonly ClientKey[]>(withClientKey, [])).toEqual(charges)
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
