import { parsePaymentSid, parseSessionId } from '../domain/values/ids.ts'
import type { Dependencies } from '../http/dependencies.ts'
import type { GatewayEvent } from '../http/gateway-types.ts'
import { readCallback } from '../http/twilio/callback-parameters.ts'
import { isCutAnew } from '../http/twilio/cut-anew.ts'
import { noContent, signatureRefused, twilioEndpoint } from '../http/twilio/endpoint.ts'
import { journalNoPayment } from '../http/twilio/no-payment.ts'
import { receiveCallback } from '../use-cases/receive-callback.ts'

const route = 'receive-callback'

/**
 * `POST /callbacks/…`: what Twilio tells of a payment. Answered with 2xx once it is recorded,
 * queued, or certain to change nothing; anything else makes Twilio deliver it again.
 */
export const makeHandler = (dependencies: Dependencies) =>
  twilioEndpoint(dependencies, {
    route,
    sealed: sealedPath,
    run: async ({ world, event, parameters, signers, remainingMs }) => {
      const sealed = sealedPath(event)
      const sessionId = parseSessionId(sealed.sessionId)
      if (sessionId === null) throw signatureRefused(world, route)
      const sealers = await dependencies.verifier.sealHolds(sealed, signers)
      if (sealers.length === 0) throw signatureRefused(world, route)
      // It may say what Twilio never said. Refused, it is counted, and a mistake of ours is seen.
      if (isCutAnew(parameters)) throw signatureRefused(world, route)
      const paymentSid = parsePaymentSid(parameters.get('Sid') ?? '')
      const attempt = Number(sealed.attempt)
      const step = Number(sealed.step)
      if (paymentSid === null) {
        journalNoPayment(world, { sessionId, attempt, step })
        return noContent()
      }
      const callback = readCallback(parameters, { attempt, step, paymentSid })
      const result = await receiveCallback(world, {
        sessionId,
        step,
        callback,
        signers: sealers,
        remainingMs,
      })
      if (result === 'foreign') throw signatureRefused(world, route)
      // A line for each of sixteen digits would only hide the rest; what is queued has one already.
      if (result !== 'noted' && result !== 'queued') {
        // Most of what changes nothing is an answer that was quicker by another way.
        const event = result === 'refused' ? 'nothing-new' : result
        const taken = { sessionId, attempt, step, event }
        world.journal.write({ level: 'info', message: 'callback taken', ...taken })
      }
      return result === 'lost-race' ? { statusCode: 503 } : noContent()
    },
  })

function sealedPath({ pathParameters }: GatewayEvent) {
  const part = (name: string) => pathParameters?.[name] ?? ''
  return {
    sessionId: part('sessionId'),
    attempt: part('attempt'),
    step: part('step'),
    seal: part('seal'),
  }
}
