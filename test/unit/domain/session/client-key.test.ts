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

  test('learn the outcome of their own step only', () => {
    const keys = withOutcome(afterwards(3), { step: 2, outcome: { refused: 64020 } })

    expect(keys.map(({ receipt }) => receipt.outcome)).toEqual([
      'accepted',
      { refused: 64020 },
      'accepted',
    ])
  })
})
