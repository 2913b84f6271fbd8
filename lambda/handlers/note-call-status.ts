import type { Dependencies } from '../http/dependencies.ts'
import { noContent, signatureRefused, twilioEndpoint } from '../http/twilio/endpoint.ts'
import { callOf } from '../http/twilio/voice-request.ts'
import { noteCallEnded } from '../use-cases/note-call-ended.ts'

const route = 'note-call-status'

/**
 * `POST /voice/status`: the number's "call status changes" URL. Optional: without it the session of
 * a caller who hung up at a menu ends a minute later, when somebody looks after it.
 */
export const makeHandler = (dependencies: Dependencies) =>
  twilioEndpoint(dependencies, {
    route,
    run: async ({ world, parameters, signers, remainingMs }) => {
      if (parameters.get('CallStatus') === 'completed') {
        const callSid = callOf(parameters)
        const result = await noteCallEnded(world, { callSid, signers, remainingMs })
        if (result === 'foreign') throw signatureRefused(world, route)
      }
      return noContent()
    },
  })
