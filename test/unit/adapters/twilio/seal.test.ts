import { describe, expect, test } from 'vitest'
import { makeSeal, sealHolds } from '../../../../lambda/adapters/twilio/seal.ts'

const sealed = { sessionId: 'ps_1', attempt: '1', step: '4' }
const nowMs = Date.UTC(2026, 10, 23, 12)
const DAY_MS = 86_400_000
const by = { authTokens: ['token'], nowMs }

const seal = makeSeal(sealed, { authToken: 'token', fromMs: nowMs })

describe('a seal', () => {
  test('holds for what it was made for', () => {
    expect(sealHolds({ ...sealed, seal }, by)).toBe(true)
  })

  test('is short, and safe in the path of a URL', () => {
    expect(seal).toMatch(/^[a-z0-9]{6}\.[A-Za-z0-9_-]{22}$/)
  })

  test.each([
    { sessionId: 'ps_2' },
    { attempt: '2' },
    { step: '5' },
    { step: '04' },
    { attempt: '1/4', step: '' },
    { attempt: '14', step: '' },
    { sessionId: 'ps_1/1', attempt: '4', step: '' },
  ])('does not hold for %o', (other) => {
    expect(sealHolds({ ...sealed, ...other, seal }, by)).toBe(false)
  })

  test('S28: holds for a day, and no longer', () => {
    const held = { ...sealed, seal }

    expect(sealHolds(held, { ...by, nowMs: nowMs + DAY_MS - 1 })).toBe(true)
    expect(sealHolds(held, { ...by, nowMs: nowMs + DAY_MS })).toBe(false)
  })

  test('holds no longer for having been made within a second', () => {
    const within = makeSeal(sealed, { authToken: 'token', fromMs: nowMs + 999 })

    expect(sealHolds({ ...sealed, seal: within }, { ...by, nowMs: nowMs + 999 + DAY_MS })).toBe(
      false,
    )
  })

  test('does not hold with a later expiry written in', () => {
    const later = makeSeal(sealed, { authToken: 'stranger', fromMs: nowMs + DAY_MS }).split('.')[0]
    const mac = seal.split('.')[1]

    expect(sealHolds({ ...sealed, seal: `${later}.${mac}` }, by)).toBe(false)
  })

  test('holds while one of two tokens made it', () => {
    expect(sealHolds({ ...sealed, seal }, { ...by, authTokens: ['new', 'token'] })).toBe(true)
    expect(sealHolds({ ...sealed, seal }, { ...by, authTokens: ['new', 'newer'] })).toBe(false)
  })

  test.each([
    '',
    '.',
    seal.slice(0, -1),
    `${seal}A`,
    seal.replace('.', ''),
    seal.split('.')[1] ?? '',
    `${seal.split('.')[0]}.${'A'.repeat(22)}`,
    `${seal.split('.')[0]}.`,
    `${'z'.repeat(4_000)}.${'é'.repeat(4_000)}`,
  ])('does not hold when it is %j', (given) => {
    expect(sealHolds({ ...sealed, seal: given }, by)).toBe(false)
  })

  test('differs from one session, attempt and step to the next', () => {
    const seals = ['1', '2', '3'].flatMap((n) => [
      makeSeal({ ...sealed, sessionId: n }, { authToken: 'token', fromMs: nowMs }),
      makeSeal({ ...sealed, attempt: `a${n}` }, { authToken: 'token', fromMs: nowMs }),
      makeSeal({ ...sealed, step: `s${n}` }, { authToken: 'token', fromMs: nowMs }),
    ])

    expect(new Set(seals).size).toBe(9)
  })
})
