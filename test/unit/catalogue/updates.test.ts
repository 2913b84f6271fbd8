import { describe, expect, test } from 'vitest'
import { paymentForm } from '../../../lambda/adapters/twilio/payment-form.ts'
import { fieldsOfBankAccount, fieldsOfCard } from '../../../lambda/domain/payment/asked-fields.ts'
import { type CaptureField, captureFields } from '../../../lambda/domain/payment/capture-fields.ts'
import { methodOf } from '../../../lambda/domain/payment/payment-method.ts'
import type { Command } from '../../../lambda/domain/session/command.ts'
import { makeHandler as requestCapture } from '../../../lambda/handlers/request-capture.ts'
import { lambdaContext } from '../../../local/gateway/context.ts'
import { aPaymentSid, aSession, aSessionId } from '../../support/a-session.ts'
import { aWorld, type FakeWorld, storedIn } from '../../support/a-world.ts'
import { captures, statuses, updateParameters } from '../../support/catalogue/twilio.ts'
import { aGatewayEvent } from '../../support/http/a-gateway-event.ts'
import { sessionIn } from '../../support/sessions-in.ts'

const { terms } = aSession()
const cardTwice = fieldsOfCard({
  securityCode: true,
  postalCode: true,
  twice: ['payment-card-number', 'expiration-date', 'security-code', 'postal-code'],
})

/** An assisted session that asks for the field, with all that has to come before it. */
async function before(field: CaptureField): Promise<FakeWorld> {
  const fake = aWorld({ outcomes: [{ outcome: 'unknown' }] })
  const fields = captureFields[field].method === 'ach-debit' ? fieldsOfBankAccount : cardTwice
  const session = sessionIn('collecting', {
    mode: 'assisted',
    terms: { ...terms, fields },
    captured: fields.slice(0, fields.indexOf(field)),
  })
  await fake.stores.sessions.insert(session)
  return fake
}

async function formOwed(fake: FakeWorld): Promise<URLSearchParams> {
  const session = await storedIn(fake)
  const command = session.pending?.command
  if (command === undefined) throw new Error('Nothing is owed to Twilio.')
  return paymentForm({ session, command }, 'https://pay.example.com/callbacks')
}

const verifier = { signatureHolds: async () => [], sealHolds: async () => [] }

describe('each field that Twilio can capture', () => {
  test.each(captures)('%s is asked for by a client', async (capture) => {
    const fake = await before(capture)
    const handler = requestCapture({ world: fake.world, verifier })

    await handler(
      aGatewayEvent({
        headers: { 'idempotency-key': 'key-1' },
        pathParameters: { sessionId: aSessionId() },
        body: JSON.stringify({ field: capture }),
      }),
      lambdaContext('request-capture', fake.now),
    )

    expect((await formOwed(fake)).get('Capture')).toBe(capture)
    const { fields } = (await storedIn(fake)).terms
    expect(methodOf({ fields })).toBe(capture.startsWith('bank') ? 'ach-debit' : 'credit-card')
  })
})

describe('each status that Twilio can be asked for', () => {
  test.each(statuses)('%s is sent alone', (status) => {
    const command: Command = { type: status, attempt: 1, step: 6, paymentSid: aPaymentSid() }

    const form = paymentForm({ session: sessionIn('completing'), command }, 'https://x.example')

    expect([form.get('Status'), form.get('Capture')]).toEqual([status, null])
  })
})

describe('each parameter of updatePayments', () => {
  test.each(updateParameters)('%s is sent where it belongs', (parameter) => {
    const step = { attempt: 1, step: 6, paymentSid: aPaymentSid() }
    const session = sessionIn('collecting')
    const forms = [
      paymentForm({ session, command: { type: 'complete', ...step } }, 'https://x.example'),
      paymentForm(
        { session, command: { type: 'capture', field: 'postal-code', ...step } },
        'https://x.example',
      ),
    ]

    const sent = forms.map((form) => form.has(parameter))

    const exclusive = { Status: [true, false], Capture: [false, true] }
    expect(sent).toEqual(
      parameter === 'Status' || parameter === 'Capture' ? exclusive[parameter] : [true, true],
    )
  })
})
