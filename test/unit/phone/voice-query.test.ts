import { describe, expect, test } from 'vitest'
import {
  parseVoiceQuery,
  purchaseOf,
  termsOf,
} from '../../../lambda/http/client/session-request.ts'
import { testKeysFor } from '../../../local/phone/public/handset/test-keys.js'
import { voiceQuery } from '../../../local/phone/public/wire/voice-query.js'
import { testBankAccounts } from '../../../local/twilio/processor/test-cards.ts'

const bill = { amount: '42.50', currency: 'USD', reference: 'INV-1001' }

describe('the voice URL of the phone page', () => {
  test.each([
    { how: 'card', charged: true, first: 'payment-card-number' },
    { how: 'bank', charged: true, first: 'bank-routing-number' },
    { how: 'save', charged: false, first: 'payment-card-number' },
  ])('is taken by the flow: $how', ({ how, charged, first }) => {
    const query = parseVoiceQuery(Object.fromEntries(voiceQuery({ ...bill, how })))

    expect(purchaseOf(query).money !== null).toBe(charged)
    expect(termsOf(query).fields[0]).toBe(first)
  })
})

test('the account that the page keys is one that the simulator takes', () => {
  const keys = testKeysFor('bank-account-number', undefined)

  expect(testBankAccounts).toContain(keys.replace('#', ''))
  expect(testKeysFor('bank-account-number-matcher', undefined)).toBe(keys)
})
