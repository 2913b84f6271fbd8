import { describe, expect, test } from 'vitest'
import { decide } from '../../../../lambda/domain/machine/decide.ts'
import { isRefusal } from '../../../../lambda/domain/session/refusal.ts'
import { allStatuses } from '../../../../lambda/domain/session/session.ts'
import { sessionView } from '../../../../lambda/http/client/session-view.ts'
import { readCallback } from '../../../../lambda/http/twilio/callback-parameters.ts'
import { aPaymentSid, at, NOON } from '../../../support/a-session.ts'
import { decided } from '../../../support/decided.ts'
import { aPerson, everyEvent } from '../../../support/every-event.ts'
import { sessionIn } from '../../../support/sessions-in.ts'

describe('the view of a session', () => {
  test('says what a client needs to know', () => {
    expect(sessionView(sessionIn('collecting', { mode: 'assisted' }))).toEqual({
      sessionId: 'ps_00000000000000000000000001',
      status: 'collecting',
      money: 'not-moved',
      mode: 'assisted',
      callSid: 'CA00000000000000000000000000000001',
      amount: '42.50',
      currency: 'USD',
      paymentMethod: 'credit-card',
      reference: 'INV-1001',
      description: null,
      attempt: 1,
      step: 5,
      declines: 0,
      captured: ['payment-card-number', 'expiration-date', 'security-code', 'postal-code'],
      required: [],
      card: null,
      bankAccount: null,
      problem: null,
      language: 'en-US',
      merchant: 'default',
      paymentConnector: 'Default',
      awaitingTwilio: false,
      createdAt: '2026-11-23T12:00:00.000Z',
      updatedAt: '2026-11-23T12:00:00.000Z',
    })
  })

  test.each([
    { status: 'succeeded', says: { money: 'moved', confirmationCode: 'ch_7Yx' } },
    { status: 'failed', says: { money: 'not-moved', reason: 'no-input' } },
    { status: 'cancelled', says: { money: 'not-moved', reason: 'cancelled-by-client' } },
    { status: 'completing', says: { money: 'not-known', awaitingTwilio: true } },
    {
      status: 'unresolved',
      says: { money: 'not-known', reason: 'no-verdict', since: '2026-11-23T12:01:30.000Z' },
    },
  ] as const)('that is $status says $says', ({ status, says }) => {
    expect(sessionView(sessionIn(status))).toMatchObject({ status, ...says })
  })

  test('tells who said what became of a charge, and what Twilio has told before', () => {
    const told = sessionIn('unresolved', { attempt: 2, chargedEarlier: true })
    const resolved = decided(told, everyEvent(told, 200_000)['resolved-not-charged'])

    expect(sessionView(told)).toMatchObject({ chargedEarlier: true })
    expect(sessionView(resolved)).toMatchObject({
      reason: 'not-charged-after-all',
      resolution: { ...aPerson, outcome: 'not-charged', at: '2026-11-23T12:03:20.000Z' },
    })
    expect(sessionView(sessionIn('unresolved'))).not.toHaveProperty('resolution')
    const { resolution } = resolved
    if (resolution === undefined) return expect.fail('Nobody has said anything.')
    expect(sessionView({ ...resolved, earlierResolutions: [resolution] })).toMatchObject({
      earlierResolutions: [{ ...aPerson, at: '2026-11-23T12:03:20.000Z' }],
    })
  })

  test('counts the digits of the present capture only', () => {
    const capturing = sessionIn('capturing')
    const view = (step: number) => sessionView(capturing, { step, digits: 2, at: at(0) }).capturing

    expect(view(4)).toEqual({ field: 'security-code', digits: 2, endsWithPound: false })
    expect(view(3)).toMatchObject({ digits: 0 })
  })

  test('knows no keys of clients, no steps of the machine and no URL', () => {
    const client = { key: 'secret-key', fingerprint: 'secret-print' }
    const receipt = { status: 'starting', attempt: 1, step: 1, outcome: 'accepted' } as const
    const terms = { ...sessionIn('offered').terms, returnUrl: 'https://user:pass@ivr.example.com' }
    const views = allStatuses.map((status) =>
      JSON.stringify(sessionView(sessionIn(status, { keys: [{ ...client, receipt }], terms }))),
    )

    expect(views.filter((view) => /secret|pass|PK0{31}1/.test(view))).toEqual([])
  })
})

/** What nobody may ever see again, in the forms in which it might slip through. */
const canaries = { number: '4929717264051948', code: '7351', expiry: '1129' }

const names = [
  'PaymentCardNumber',
  'PaymentCardType',
  'SecurityCode',
  'ExpirationDate',
  'PaymentCardPostalCode',
  'PaymentToken',
  'ProfileId',
  'PaymentError',
  'ConnectorError',
  'ErrorType',
  'PayErrorCode',
  'Required',
  'PartialResult',
  'Result',
  'Capture',
  'Unknown',
] as const

const phases = [
  { status: 'capturing', parameters: { Capture: 'security-code', Required: '' } },
  { status: 'capturing', parameters: { Capture: 'security-code', ErrorType: 'input-timeout' } },
  { status: 'completing', parameters: { Result: 'success', PaymentConfirmationCode: 'ch_7Yx' } },
  { status: 'completing', parameters: { Result: 'payment-connector-error' } },
] as const

describe('card data in a callback', () => {
  const attempt = { attempt: 1, step: 4, paymentSid: aPaymentSid() }

  test.each(names)('does not come through %s into the session, or into its view', (name) => {
    const kept = phases.flatMap(({ status, parameters }) =>
      Object.values(canaries).map((canary) => {
        const given = new Map(Object.entries({ ...parameters, [name]: canary }))
        const callback = readCallback(given, attempt)
        const event =
          callback.kind === 'token'
            ? callback.event('sealed')(NOON)
            : callback.kind === 'event' && callback.event(NOON)
        if (!event) return JSON.stringify(callback)
        const session = sessionIn(status)
        const next = decide(session, event)
        const after = isRefusal(next) ? session : next
        return JSON.stringify([after, sessionView(after), next])
      }),
    )

    expect(kept.filter((text) => /4929717264051948|7351|1129/.test(text))).toEqual([])
  })

  test.each([
    { mask: 'xxxxxxxxxxxx1111', kept: '…1111' },
    { mask: '', kept: '…1111' },
    // It only looks like a card number: another card was keyed.
    { mask: 'xxxxxxxxxxxx1948', kept: '4111111111111111' },
  ])('is no token, not even a sealed one, with the mask $mask', ({ mask, kept }) => {
    const given = {
      Result: 'success',
      PaymentToken: '4111111111111111',
      PaymentCardNumber: mask,
    }

    const callback = readCallback(new Map(Object.entries(given)), attempt)

    expect(callback).toMatchObject({ kind: 'token', token: { paymentToken: kept } })
  })

  test('comes as far as its last four digits from a card number without a mask', () => {
    const given = new Map([
      ['Capture', 'payment-card-number'],
      ['PaymentCardNumber', canaries.number],
    ])

    const callback = readCallback(given, attempt)

    expect(callback.kind === 'event' && callback.event(NOON)).toMatchObject({
      card: { lastFour: '1948' },
    })
  })
})
