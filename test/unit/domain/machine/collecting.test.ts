import { describe, expect, test } from 'vitest'
import { decide } from '../../../../lambda/domain/machine/decide.ts'
import { aPaymentSid, at } from '../../../support/a-session.ts'
import { being, decided, refusalOf } from '../../../support/decided.ts'
import { everyEvent } from '../../../support/every-event.ts'
import { sessionIn } from '../../../support/sessions-in.ts'

const assisted = { mode: 'assisted' } as const
const all = sessionIn('collecting').terms.fields

describe('a session that is collecting', () => {
  test.each([
    { captured: [], missing: all },
    { captured: all.slice(0, 1), missing: all.slice(1) },
    ...all.map((field) => ({
      captured: all.filter((other) => other !== field),
      missing: [field],
    })),
  ])('refuses to complete while fields are missing, and names $missing', (fields) => {
    const { captured, missing } = fields
    const collecting = sessionIn('collecting', { ...assisted, captured })
    const event = everyEvent(collecting)['complete-requested']

    expect(decide(collecting, event)).toMatchObject({ refused: 'fields-missing', fields: missing })
  })

  test('asks for the security code only after the card', () => {
    const collecting = sessionIn('collecting', { ...assisted, captured: ['expiration-date'] })
    const event = {
      ...everyEvent(collecting)['capture-requested'],
      field: 'security-code',
    } as const

    expect(refusalOf(collecting, event)).toBe('field-out-of-order')
  })

  test('does not ask for a field that was not agreed', () => {
    const { terms } = sessionIn('collecting')
    const fields = terms.fields.filter((field) => field !== 'postal-code')
    const collecting = sessionIn('collecting', { ...assisted, terms: { ...terms, fields } })
    const event = { ...everyEvent(collecting)['capture-requested'], field: 'postal-code' } as const

    expect(refusalOf(collecting, event)).toBe('field-not-asked')
  })

  test('counts a field that is captured again as missing', () => {
    const collecting = sessionIn('collecting', assisted)
    const event = { ...everyEvent(collecting)['capture-requested'], field: 'postal-code' } as const

    const capturing = decided(collecting, event)

    expect(capturing.captured).toEqual(['payment-card-number', 'expiration-date', 'security-code'])
    expect(capturing.state).toMatchObject({ field: 'postal-code', captureStep: 6 })
  })

  test('records its charge with a deadline of 90 seconds', () => {
    const collecting = sessionIn('collecting', assisted)

    const completing = decided(collecting, everyEvent(collecting)['complete-requested'])

    expect(completing.state).toEqual({
      status: 'completing',
      paymentSid: aPaymentSid(),
      verdictDueAt: at(91_000),
    })
    expect(completing.pending?.command).toEqual({
      type: 'complete',
      attempt: 1,
      step: 6,
      paymentSid: aPaymentSid(),
    })
  })
})

describe('a session that is capturing', () => {
  test.each(['guided', 'assisted'] as const)(
    'takes what its capture caught, %s, with the card as far as it may be shown',
    (mode) => {
      const capturing = sessionIn('capturing', {
        mode,
        captured: [],
        state: {
          status: 'capturing',
          paymentSid: aPaymentSid(),
          field: 'payment-card-number',
          captureStep: 4,
        },
      })
      const card = { brand: 'visa', lastFour: '1111' }

      const next = decided(capturing, { ...everyEvent(capturing)['field-captured'], card })

      expect(next.captured).toEqual(['payment-card-number'])
      expect(next.card).toEqual(card)
    },
  )

  test('asks field after field in the order of the terms, and then charges', () => {
    let session = sessionIn('starting')
    const asked: string[] = []

    session = decided(session, everyEvent(session)['payment-opened'])
    while (session.state.status === 'capturing') {
      asked.push(session.state.field)
      session = decided(session, everyEvent(session)['field-captured'])
    }

    expect(asked).toEqual([
      'payment-card-number',
      'expiration-date',
      'security-code',
      'postal-code',
    ])
    expect(session.pending?.command).toMatchObject({ type: 'complete', step: 6 })
  })

  test.each(['field-captured', 'field-rejected'] as const)(
    'refuses a %s of an earlier capture as stale',
    (type) => {
      const capturing = sessionIn('capturing')

      expect(refusalOf(capturing, { ...everyEvent(capturing)[type], step: 3 })).toBe('stale')
    },
  )

  test('refuses a capture of another field than the one it listens for', () => {
    const capturing = sessionIn('capturing')
    const other = { ...everyEvent(capturing)['field-captured'], field: 'postal-code' } as const

    expect(refusalOf(capturing, other)).toBe('stale')
  })

  test('takes a repeated callback once', () => {
    const capturing = sessionIn('capturing')
    const { 'field-captured': caught } = everyEvent(capturing)

    const next = decided(capturing, caught)

    expect(refusalOf(next, caught)).toBe('stale')
  })

  test('asks a caller three times for a field, and then ends and closes the payment', () => {
    let session = sessionIn('capturing')
    const seen: unknown[] = []

    for (let entry = 1; entry <= 3; entry++) {
      session = decided(session, everyEvent(session)['field-rejected'])
      seen.push([session.state.status, session.pending?.command.type])
    }

    expect(seen).toEqual([
      ['capturing', 'capture'],
      ['capturing', 'capture'],
      ['failed', 'cancel'],
    ])
    expect(being(session, 'failed').state.reason).toBe('too-many-attempts')
  })

  test('counts entries per field', () => {
    const capturing = sessionIn('capturing', { rejections: { 'payment-card-number': 2 } })

    const next = decided(capturing, everyEvent(capturing)['field-rejected'])

    expect(next.state.status).toBe('capturing')
    expect(next.rejections).toEqual({ 'payment-card-number': 2, 'security-code': 1 })
    expect(next.problem).toEqual({
      kind: 'entry',
      field: 'security-code',
      error: 'internal-error',
    })
  })

  test('leaves it to an agent how often to try', () => {
    const capturing = sessionIn('capturing', { ...assisted, rejections: { 'security-code': 8 } })

    const next = decided(capturing, everyEvent(capturing)['field-rejected'])

    expect(next.state.status).toBe('collecting')
    expect(next.pending).toBeNull()
  })

  test('S15: listens anew with a new step when its callback may be lost', () => {
    const capturing = sessionIn('capturing', { pending: null })

    const again = decided(capturing, everyEvent(capturing)['capture-overdue'])

    expect(again.state).toMatchObject({ status: 'capturing', captureStep: 5 })
    expect(again.captured).toEqual(capturing.captured)
  })

  test('owes nothing more when the caller hangs up, since the payment went with the call', () => {
    const capturing = sessionIn('capturing')

    const failed = decided(capturing, everyEvent(capturing)['call-ended'])

    expect(failed.state).toEqual({ status: 'failed', reason: 'caller-hung-up' })
    expect(failed.pending).toBeNull()
  })

  test.each([
    { type: 'cancel-requested', state: { status: 'cancelled', by: 'client' } },
    { type: 'person-wanted', state: { status: 'cancelled', by: 'person-wanted' } },
    { type: 'caller-silent', state: { status: 'failed', reason: 'no-input' } },
  ] as const)('closes the payment at Twilio after $type', ({ type, state }) => {
    const capturing = sessionIn('capturing')

    const ended = decided(capturing, everyEvent(capturing)[type])

    expect(ended.state).toEqual(state)
    expect(ended.pending?.command).toMatchObject({ type: 'cancel', step: 5 })
  })
})

describe('a capture that Twilio refuses', () => {
  test('leads to the next attempt when the payment is lost, with every field asked anew', () => {
    const capturing = sessionIn('capturing', {
      card: { brand: 'visa', lastFour: '1111' },
      rejections: { 'security-code': 2 },
    })
    const lost = { ...everyEvent(capturing)['command-refused'], twilioCode: 20404 }

    const next = decided(capturing, lost)

    expect(next).toMatchObject({ attempt: 2, step: 5, captured: [], card: null, rejections: {} })
    expect(next.pending?.command).toEqual({
      type: 'create',
      attempt: 2,
      step: 5,
      replaces: null,
    })
  })

  test('ends the session when the fifth attempt is lost', () => {
    const capturing = sessionIn('capturing', { attempt: 5 })
    const lost = { ...everyEvent(capturing)['command-refused'], twilioCode: 20404 }

    const failed = decided(capturing, lost)

    expect(failed.state).toEqual({ status: 'failed', reason: 'refused-by-twilio' })
    expect(failed.pending).toBeNull()
  })

  test('closes the resource of the fifth attempt, where it may be open', () => {
    const capturing = sessionIn('capturing', { attempt: 5 })
    const lost = { ...everyEvent(capturing)['command-refused'], twilioCode: 64021 }

    const failed = decided(capturing, lost)

    expect(failed.state).toEqual({ status: 'failed', reason: 'refused-by-twilio' })
    expect(failed.problem).toEqual({ kind: 'refused', twilioCode: 64021 })
    expect(failed.pending?.command).toMatchObject({ type: 'cancel', paymentSid: aPaymentSid() })
  })

  test('ends the session when the call is over', () => {
    const capturing = sessionIn('capturing')
    const over = { ...everyEvent(capturing)['command-refused'], twilioCode: 21220 }

    expect(decided(capturing, over).state).toEqual({ status: 'failed', reason: 'caller-hung-up' })
  })

  test('is an agent’s to repeat', () => {
    const capturing = sessionIn('capturing', assisted)

    const next = decided(capturing, everyEvent(capturing)['command-refused'])

    expect(next.state.status).toBe('collecting')
    expect(next.problem).toEqual({ kind: 'refused', twilioCode: 64020 })
  })
})
