import { fieldsOfCard } from '../../lambda/domain/payment/asked-fields.ts'
import type { Session } from '../../lambda/domain/session/session.ts'
import {
  type CallSid,
  type PaymentSid,
  parseCallSid,
  parsePaymentSid,
  parseSessionId,
  type SessionId,
} from '../../lambda/domain/values/ids.ts'
import { type Money, parseMoney } from '../../lambda/domain/values/money.ts'
import { type EpochMs, parseEpochMs } from '../../lambda/domain/values/time.ts'

/** Noon of an ordinary day, in UTC. */
export const NOON = parseEpochMs(Date.UTC(2026, 10, 23, 12, 0, 0))

export const at = (offsetMs: number): EpochMs => parseEpochMs(NOON + offsetMs)

const present = <T>(value: T | null): T => {
  if (value === null) throw new Error('A test was written with a value that is none.')
  return value
}

export const aSessionId = (n = 1): SessionId =>
  present(parseSessionId(`ps_${String(n).padStart(26, '0')}`))
export const aCallSid = (n = 1): CallSid =>
  present(parseCallSid(`CA${String(n).padStart(32, '0')}`))
export const aPaymentSid = (n = 1): PaymentSid =>
  present(parsePaymentSid(`PK${String(n).padStart(32, '0')}`))

export function money(amount = '42.50', currency = 'USD'): Money {
  const parsed = parseMoney(amount, currency)
  if (typeof parsed === 'string') throw new Error(`A test was written with ${parsed} money.`)
  return parsed
}

/** A guided session at its very beginning; a test says only what matters to it. */
export function aSession(wanted: Partial<Session> = {}): Session {
  return {
    id: aSessionId(),
    mode: 'guided',
    callSid: aCallSid(),
    purchase: { money: money(), reference: 'INV-1001', description: null },
    terms: {
      fields: fieldsOfCard({ securityCode: true, postalCode: true }),
      merchant: 'default',
      paymentConnector: 'Default',
      options: {},
      language: 'en-US',
      returnUrl: null,
    },
    attempt: 1,
    step: 0,
    captured: [],
    card: null,
    bankAccount: null,
    rejections: {},
    declines: 0,
    problem: null,
    pending: null,
    keys: [],
    createdAt: NOON,
    tendedAt: NOON,
    state: { status: 'offered', offer: 'amount', replaces: null },
    ...wanted,
  }
}
