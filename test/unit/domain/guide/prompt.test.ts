import { describe, expect, test } from 'vitest'
import { promptKeyOf, promptOf } from '../../../../lambda/domain/guide/prompt.ts'
import { allStatuses } from '../../../../lambda/domain/session/session.ts'
import { aPaymentSid } from '../../../support/a-session.ts'
import { sessionIn } from '../../../support/sessions-in.ts'

const problem = { kind: 'entry', field: 'security-code', error: 'invalid-security-code' } as const

const cardCharge = { purpose: 'charge', method: 'credit-card' } as const

describe('a caller hears', () => {
  test.each([
    { status: 'offered', prompt: { id: 'offer', offer: 'amount', ...cardCharge } },
    { status: 'starting', prompt: { id: 'one-moment' } },
    { status: 'collecting', prompt: { id: 'one-moment' } },
    { status: 'completing', prompt: { id: 'charging', ...cardCharge } },
    { status: 'succeeded', prompt: { id: 'paid', confirmationCode: 'ch_7Yx' } },
    { status: 'failed', prompt: { id: 'failed', reason: 'no-input' } },
    { status: 'cancelled', prompt: { id: 'cancelled', by: 'client' } },
    { status: 'unresolved', prompt: { id: 'not-known', ...cardCharge } },
  ] as const)('$prompt.id while the session is $status', ({ status, prompt }) => {
    expect(promptOf(sessionIn(status))).toEqual(prompt)
  })

  test('a field for the first time without a reason', () => {
    expect(promptOf(sessionIn('capturing'))).toEqual({
      id: 'ask',
      field: 'security-code',
      error: null,
      last: false,
      card: 'other',
    })
  })

  test('why a field is asked again, and which try is the last', () => {
    const again = sessionIn('capturing', { rejections: { 'security-code': 1 }, problem })
    const last = sessionIn('capturing', { rejections: { 'security-code': 2 }, problem })

    expect(promptOf(again)).toMatchObject({ error: 'invalid-security-code', last: false })
    expect(promptOf(last)).toMatchObject({ error: 'invalid-security-code', last: true })
  })

  test('no reason that belongs to another field', () => {
    const other = { ...problem, field: 'expiration-date' } as const

    expect(promptOf(sessionIn('capturing', { problem: other }))).toMatchObject({ error: null })
  })

  test('of four digits on the front for American Express alone', () => {
    const cards = ['amex', 'visa', 'unknown'].map((brand) =>
      promptOf(sessionIn('capturing', { card: { brand, lastFour: '0005' } })),
    )

    expect(cards).toMatchObject([{ card: 'amex' }, { card: 'other' }, { card: 'other' }])
  })
})

describe('the key of a prompt', () => {
  const capturing = sessionIn('capturing')

  test('changes with the field, the attempt and the entries refused', () => {
    const keys = [
      capturing,
      sessionIn('capturing', { attempt: 2 }),
      sessionIn('capturing', { rejections: { 'security-code': 1 } }),
      sessionIn('capturing', {
        state: {
          status: 'capturing',
          paymentSid: aPaymentSid(),
          field: 'postal-code',
          captureStep: 4,
        },
      }),
      ...allStatuses.filter((status) => status !== 'capturing').map((status) => sessionIn(status)),
      sessionIn('offered', { attempt: 2 }),
    ].map(promptKeyOf)

    expect(new Set(keys).size).toBe(keys.length)
  })

  test('tells one offer from the next', () => {
    expect(promptKeyOf(sessionIn('offered'))).toBe('offered-1')
    expect(promptKeyOf(sessionIn('offered', { attempt: 2 }))).toBe('offered-2')
  })

  test('does not change when only the bookkeeping does', () => {
    const listening = sessionIn('capturing', {
      pending: null,
      step: 9,
      rejections: { 'postal-code': 1 },
    })

    expect(promptKeyOf(listening)).toBe(promptKeyOf(capturing))
  })

  test('is safe in a URL, and says nothing private', () => {
    const keys = allStatuses.map((status) => promptKeyOf(sessionIn(status)))

    expect(keys.filter((key) => !/^[a-z0-9-]+$/.test(key))).toEqual([])
  })
})
