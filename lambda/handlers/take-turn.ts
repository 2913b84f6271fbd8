import type { Dependencies } from '../http/dependencies.ts'
import { parseSessionPath, unknownSession } from '../http/parse-request.ts'
import { signatureRefused, twilioEndpoint, twimlAnswer } from '../http/twilio/endpoint.ts'
import { callOf, turnOf } from '../http/twilio/voice-request.ts'
import { takeTurn } from '../use-cases/take-turn.ts'
import { renderSession } from '../voice/render.ts'

const route = 'take-turn'

/** `POST /voice/{sessionId}/turn`: the call comes back and asks what to say now. */
export const makeHandler = (dependencies: Dependencies) =>
  twilioEndpoint(dependencies, {
    route,
    run: async ({ world, event, parameters, signers, remainingMs }) => {
      const sessionId = parseSessionPath(event)
      const turn = turnOf(event)
      const taken = await takeTurn(world, {
        sessionId,
        callSid: callOf(parameters),
        signers,
        digits: parameters.get('Digits') ?? null,
        turn,
        remainingMs,
      })
      if (taken === 'foreign') throw signatureRefused(world, route)
      if (taken === null) throw unknownSession(sessionId)
      const { session, ...heard } = taken
      const { voice } = world
      return twimlAnswer(renderSession(session, { voice, turn, ...heard }))
    },
  })
