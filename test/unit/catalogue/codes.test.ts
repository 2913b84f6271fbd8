import { describe, expect, test } from 'vitest'
import { decide } from '../../../lambda/domain/machine/decide.ts'
import { isRefusal } from '../../../lambda/domain/session/refusal.ts'
import { makeHandler as startSession } from '../../../lambda/handlers/start-session.ts'
import { sessionView } from '../../../lambda/http/client/session-view.ts'
import { readCallback } from '../../../lambda/http/twilio/callback-parameters.ts'
import { lambdaContext } from '../../../local/gateway/context.ts'
import { aCallSid, aPaymentSid, NOON } from '../../support/a-session.ts'
import { aWorld, refusedWith } from '../../support/a-world.ts'
import { generalErrorCodes, payErrorCodes } from '../../support/catalogue/twilio.ts'
import { afterPayErrorCode } from '../../support/catalogue/words.ts'
import { aGatewayEvent } from '../../support/http/a-gateway-event.ts'
import { sessionIn } from '../../support/sessions-in.ts'

/** One request of a client, and Twilio's only answer to it. */
async function startAnsweredWith(twilioCode: number) {
  const busy = { outcome: 'unsent', retryAfterMs: null, twilioCode } as const
  const fake = aWorld({ outcomes: [twilioCode === 20429 ? busy : refusedWith(twilioCode)] })
  const verifier = { signatureHolds: async () => [], sealHolds: async () => [] }
  const body = {
    mode: 'assisted',
    callSid: aCallSid(),
    amount: '42.50',
    currency: 'USD',
    reference: 'INV-1001',
  }
  const answer = await startSession({ world: fake.world, verifier })(
    aGatewayEvent({ headers: { 'idempotency-key': 'key-1' }, body: JSON.stringify(body) }),
    lambdaContext('start-session', fake.now),
  )
  return { statusCode: answer.statusCode, problem: JSON.parse(String(answer.body)) }
}

/** Two sentences at least: what happened, and what to do. */
const whole = /^[A-Z][^.]+\. [A-Z][^.]+\./

describe('each code that Twilio may answer with', () => {
  test.each([...generalErrorCodes, ...payErrorCodes])(
    '%i reaches the client, with what to do about it',
    async (twilioCode) => {
      const { statusCode, problem } = await startAnsweredWith(twilioCode)

      expect(statusCode).toBe(twilioCode === 20429 ? 503 : 409)
      expect(problem).toMatchObject({ twilioCode, detail: expect.stringMatching(whole) })
      // Not the sentence for codes that nobody knows.
      expect(problem.detail).not.toContain('Twilio refused with error')
    },
  )
})

describe('each code that a charge may end with', () => {
  test.each(payErrorCodes)('%i decides about the money, and is told', (twilioCode) => {
    const completing = sessionIn('completing', { mode: 'assisted', attempt: 5 })
    const form = { Result: 'payment-connector-error', PayErrorCode: String(twilioCode) }
    const from = { attempt: 5, step: completing.step, paymentSid: aPaymentSid() }

    const callback = readCallback(new Map(Object.entries(form)), from)
    const next = callback.kind === 'event' && decide(completing, callback.event(NOON))
    if (!next || isRefusal(next)) throw new Error('The callback was not taken.')

    const truth = {
      declined: { status: 'failed', reason: 'declined', money: 'not-moved' },
      failed: { status: 'failed', reason: 'connector-error', money: 'not-moved' },
      'not known': { status: 'unresolved', reason: 'no-verdict', money: 'not-known' },
    }
    expect(sessionView(next)).toMatchObject({
      ...truth[afterPayErrorCode[twilioCode]],
      problem: { twilioCode, detail: expect.stringMatching(whole) },
    })
  })
})
