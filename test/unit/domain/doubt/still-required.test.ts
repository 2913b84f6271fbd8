import { expect, test } from 'vitest'
import { fieldsOfCard } from '../../../../lambda/domain/payment/asked-fields.ts'
import { aPaymentSid, aSession } from '../../../support/a-session.ts'
import { decided } from '../../../support/decided.ts'
import { everyEvent } from '../../../support/every-event.ts'
import { sessionIn } from '../../../support/sessions-in.ts'

const { terms } = aSession()

function keying(twice: readonly 'payment-card-number'[]) {
  const fields = fieldsOfCard({ securityCode: true, postalCode: true, twice })
  const field = 'payment-card-number'
  return sessionIn('capturing', {
    terms: { ...terms, fields },
    captured: [],
    state: { status: 'capturing', paymentSid: aPaymentSid(), field, captureStep: 4 },
  })
}

test('a field that Twilio still requires is not captured', () => {
  const capturing = keying([])
  const event = { ...everyEvent(capturing)['field-captured'], stillRequired: true }

  expect(decided(capturing, event)).toBe(capturing)
})

test('the first of two entries is captured, though it stays required until the second', () => {
  const capturing = keying(['payment-card-number'])
  const event = { ...everyEvent(capturing)['field-captured'], stillRequired: true }

  const next = decided(capturing, event)

  expect(next.captured).toEqual(['payment-card-number'])
  expect(next.state).toMatchObject({ field: 'payment-card-number-matcher' })
})
