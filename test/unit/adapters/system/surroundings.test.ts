import { describe, expect, test } from 'vitest'
import { sessionIdFrom } from '../../../../lambda/adapters/system/surroundings.ts'

describe('a session id', () => {
  test('is 26 characters of what the bytes say, none of which is mistaken for another', () => {
    const zeros = sessionIdFrom(new Uint8Array(26))
    const counting = sessionIdFrom(Uint8Array.from({ length: 32 }, (_, n) => n))
    const wrapped = sessionIdFrom(Uint8Array.from({ length: 26 }, () => 255))

    expect(zeros).toBe(`ps_${'0'.repeat(26)}`)
    expect(counting).toBe('ps_0123456789abcdefghjkmnpqrs')
    expect(wrapped).toBe(`ps_${'z'.repeat(26)}`)
  })

  test('needs its bytes', () => {
    expect(() => sessionIdFrom(new Uint8Array(25))).toThrow('too few')
  })
})
