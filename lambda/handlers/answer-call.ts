import { parseVoiceQuery, purchaseOf, termsOf } from '../http/client/session-request.ts'
import type { Dependencies } from '../http/dependencies.ts'
import { signatureRefused, twilioEndpoint, twimlAnswer } from '../http/twilio/endpoint.ts'
import { callOf, turnOf } from '../http/twilio/voice-request.ts'
import { answerCall } from '../use-cases/answer-call.ts'
import { renderNotStarted, renderSession } from '../voice/render.ts'

const route = 'answer-call'

/** `POST /voice/pay?amount=…`: the URL behind a Twilio number, where a caller comes in to pay. */
export const makeHandler = (dependencies: Dependencies) =>
  twilioEndpoint(dependencies, {
    route,
    run: async ({ world, event, parameters, signers, remainingMs }) => {
      const query = parseVoiceQuery(event.queryStringParameters ?? {}, world.merchants)
      const terms = termsOf(query)
      const session = await answerCall(world, {
        callSid: callOf(parameters),
        purchase: purchaseOf(query),
        terms,
        signers,
        remainingMs,
      })
      if (session === 'foreign') throw signatureRefused(world, route)
      if (session === 'start-unfinished') {
        world.journal.write({ level: 'warn', message: 'caller sent on', route, refusal: session })
        return twimlAnswer(renderNotStarted(terms))
      }
      return twimlAnswer(renderSession(session, { voice: world.voice, turn: turnOf(event) }))
    },
  })
