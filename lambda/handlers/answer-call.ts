import { parseVoiceQuery, purchaseOf, termsOf } from '../http/client/session-request.ts'
import type { Dependencies } from '../http/dependencies.ts'
import { twilioEndpoint, twimlAnswer } from '../http/twilio/endpoint.ts'
import { callOf, turnOf } from '../http/twilio/voice-request.ts'
import { answerCall } from '../use-cases/answer-call.ts'
import { renderSession } from '../voice/render.ts'

/** `POST /voice/pay?amount=…`: the URL behind a Twilio number, where a caller comes in to pay. */
export const makeHandler = (dependencies: Dependencies) =>
  twilioEndpoint(dependencies, {
    route: 'answer-call',
    run: async ({ world, event, parameters, remainingMs }) => {
      const query = parseVoiceQuery(event.queryStringParameters ?? {})
      const session = await answerCall(world, {
        callSid: callOf(parameters),
        purchase: purchaseOf(query),
        terms: termsOf(query),
        remainingMs,
      })
      return twimlAnswer(renderSession(session, { voice: world.voice, turn: turnOf(event) }))
    },
  })
