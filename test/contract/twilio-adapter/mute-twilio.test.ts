import { expect, onTestFinished, test } from 'vitest'
import { aPaymentSid } from '../../support/a-session.ts'
import { sessionIn } from '../../support/sessions-in.ts'
import { aTwilio } from './a-twilio.ts'

const paymentSid = aPaymentSid()
const charge = { type: 'complete', attempt: 1, step: 6, paymentSid } as const

test('S22: an answer after our time-out leaves a charge open', { timeout: 15_000 }, async () => {
  const { payments, heard } = await aTwilio((response) => {
    const late = setTimeout(() => void response.writeHead(202).end('{}'), 10_000)
    onTestFinished(() => clearTimeout(late))
  })

  const session = sessionIn('completing')
  const isInTime = () => true
  expect(await payments.send({ session, command: charge, isInTime })).toEqual({
    outcome: 'unknown',
  })
  expect(heard).toHaveLength(1)
})
