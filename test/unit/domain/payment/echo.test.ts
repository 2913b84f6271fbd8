import { describe, expect, test } from 'vitest'
import { withoutEcho } from '../../../../lambda/domain/payment/echo.ts'

const card = { brand: 'visa', lastFour: '1111' }
const bankAccount = { lastTwo: '89', digits: 9 }

describe('an id that a processor gives', () => {
  test.each([
    { id: '123456789', kept: '…89' },
    { id: 'ch_123456789', kept: 'ch_123456789' },
    { id: '4242424242424242', kept: '4242424242424242' },
    { id: '987654321', kept: '987654321' },
    { id: '12345689', kept: '12345689' },
    { id: 'ch_123489', kept: 'ch_123489' },
    { id: '12_456789', kept: '12_456789' },
  ])('$id is kept as $kept when a bank account was keyed', ({ id, kept }) => {
    expect(withoutEcho(id, { card: null, bankAccount })).toBe(kept)
  })

  test.each([
    { id: '4111111111111111', kept: '…1111' },
    { id: '4242424242424242', kept: '4242424242424242' },
    { id: 'ch_7Yx', kept: 'ch_7Yx' },
  ])('$id is kept as $kept when a card was keyed', ({ id, kept }) => {
    expect(withoutEcho(id, { card, bankAccount: null })).toBe(kept)
  })

  test('is cut when it looks like a card whose last digits nobody knows', () => {
    const unknown = { card: { brand: 'unknown', lastFour: '' }, bankAccount: null }

    expect(withoutEcho('4242424242424242', unknown)).toBe('…4242')
  })
})
