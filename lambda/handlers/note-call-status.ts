import type { Dependencies } from '../http/dependencies.ts'
import { noContent, twilioEndpoint } from '../http/twilio/endpoint.ts'
import { callOf } from '../http/twilio/voice-request.ts'
import { noteCallEnded } from '../use-cases/note-call-ended.ts'

/**
 * `POST /voice/status`: the number's "call status changes" URL. Optional: without it the session of
 * a caller who hung up at a menu ends a minute later, when somebody looks after it.
 */
export const makeHandler = (dependencies: Dependencies) =>
  twilioEndpoint(dependencies, {
    route: 'note-call-status',
    run: async ({ world, parameters, remainingMs }) => {
      if (parameters.get('CallStatus') === 'completed') {
        await noteCallEnded(world, { callSid: callOf(parameters), remainingMs })
      }
      return noContent()
    },
  })
