import { describe, expect, test } from 'vitest'
import { aPaymentSid, aSession } from '../../../support/a-session.ts'
import { decided } from '../../../support/decided.ts'
import { everyEvent } from '../../../support/every-event.ts'
import { owing, sessionIn } from '../../../support/sessions-in.ts'

const paymentSid = aPaymentSid()
const command = {
  type: 'capture',
  attempt: 1,
  step: 4,
  paymentSid,
  field: 'security-code',
} as const

describe('a capture that Twilio calls an invalid operation', () => {
  const capturing = sessionIn('capturing')
  const refused = { ...everyEvent(capturing)['command-refused'], twilioCode: 64021 }

  test.each(['guided', 'assisted'] as const)(
    'at its only send has lost its payment, which is replaced, %s',
    (mode) => {
      const starting = decided({ ...capturing, mode }, refused)

      expect(starting.pending?.command).toEqual({
        type: 'create',
        attempt: 2,
        step: 5,
        replaces: paymentSid,
      })
    },
  )

  test.each([
    { why: 'an earlier send', session: capturing, event: { ...refused, sure: false } },
    {
      why: 'an earlier sender',
      session: sessionIn('capturing', { pending: owing(command, { uncertain: true }) }),
      event: refused,
    },
  ])('after $why may have carried it out is taken for carried out', ({ session, event }) => {
    const key = { key: 'k', fingerprint: 'f' }
    const receipt = { status: 'capturing', attempt: 1, step: 4, outcome: 'accepted' } as const
    const asked = { ...session, keys: [{ ...key, receipt }] }

    const listening = decided(asked, event)

    expect(listening.state).toEqual(session.state)
    expect(listening.pending).toBeNull()
    expect(listening.keys).toEqual([{ ...key, receipt }])
  })
})

describe('a payment that Twilio ends by a callback before it is completed', () => {
  test.each(['starting', 'capturing'] as const)(
    'for what was wrong with it is not opened again, while %s, and the reason is kept',
    (status) => {
      const session = sessionIn(status)
      const told = { verdict: 'not-charged', twilioCode: 64004 } as const

      const failed = decided(session, { ...everyEvent(session)['payment-refused'], ...told })

      expect(failed.state).toEqual({ status: 'failed', reason: 'refused-by-twilio' })
      expect(failed.problem).toEqual({ kind: 'refused', twilioCode: 64004 })
    },
  )

  test('for no reason is opened again, and says after the fifth what Twilio said last', () => {
    const capturing = sessionIn('capturing')
    const told = { verdict: 'not-known', twilioCode: null } as const
    const gone = { ...everyEvent(capturing)['command-refused'], twilioCode: 20404 }

    const again = decided(capturing, { ...everyEvent(capturing)['payment-refused'], ...told })
    const last = decided({ ...capturing, attempt: 5 }, gone)

    expect(again.pending?.command).toMatchObject({ type: 'create', attempt: 2, replaces: null })
    expect(last.state).toEqual({ status: 'failed', reason: 'refused-by-twilio' })
    expect(last.problem).toEqual({ kind: 'refused', twilioCode: 20404 })
  })
})

describe('a declined payment that nobody replaces', () => {
  const offer = { status: 'offered', offer: 'another-card', replaces: paymentSid } as const
  const offered = aSession({ attempt: 2, step: 6, declines: 1, state: offer })

  test.each([
    'offer-declined',
    'person-wanted',
    'caller-silent',
    'caller-lost',
    'cancel-requested',
  ] as const)('is closed by %s, since it may be open', (type) => {
    const ended = decided(offered, everyEvent(offered)[type])

    expect(ended.pending?.command).toEqual({ type: 'cancel', attempt: 2, step: 7, paymentSid })
  })

  test('is gone with its call', () => {
    expect(decided(offered, everyEvent(offered)['call-ended']).pending).toBeNull()
  })

  test('was none at the first offer', () => {
    const first = aSession()

    expect(decided(first, everyEvent(first)['offer-declined']).pending).toBeNull()
  })

  test.each(['declined', 'not-charged'] as const)('is closed after the last %s', (verdict) => {
    const completing = sessionIn('completing', { declines: 2 })

    const ended = decided(completing, { ...everyEvent(completing)['payment-refused'], verdict })

    expect(ended.state.status).toBe('failed')
    expect(ended.pending?.command).toEqual({ type: 'cancel', attempt: 1, step: 7, paymentSid })
  })
})
