import { expect, test } from 'vitest'
import { TWILIO_TIMEOUT_MS } from '../../../../lambda/adapters/twilio/rest.ts'
import type { Command } from '../../../../lambda/domain/session/command.ts'
import { perform } from '../../../../lambda/use-cases/engine/perform.ts'
import { aPaymentSid } from '../../../support/a-session.ts'
import { aWorld } from '../../../support/a-world.ts'
import { sessionIn } from '../../../support/sessions-in.ts'

const paymentSid = aPaymentSid()
const charge: Command = { type: 'complete', attempt: 1, step: 6, paymentSid }
const another: Command = { type: 'create', attempt: 2, step: 7, replaces: paymentSid }

/** What a webhook's function may take in all, and of that the database, when it is slow. */
const [WEBHOOK_MS, SLOW_DATABASE_MS] = [14_000, 6 * 1_000]

test.each([
  {
    what: 'charges, though the database was slow',
    ...{ command: charge, spentMs: SLOW_DATABASE_MS, types: ['complete'] },
  },
  {
    what: 'opens another payment, when it has closed the one before',
    ...{ command: another, spentMs: 0, types: ['cancel', 'create'] },
  },
])('a webhook has the patience for Twilio with which it $what', async (wanted) => {
  const { command, spentMs, types } = wanted
  const fake = aWorld({ remainingMs: WEBHOOK_MS - spentMs })
  const payments = { ...fake.world.payments, timeoutMs: TWILIO_TIMEOUT_MS }
  const { remainingMs } = fake

  const session = sessionIn('completing')
  await perform({ ...fake.world, payments }, { session, command, remainingMs })

  expect(fake.sent.map(({ type }) => type)).toEqual(types)
})
