import { answerAdvanced } from '../http/client/answers.ts'
import { changingEndpoint } from '../http/client/endpoint.ts'
import type { Dependencies } from '../http/dependencies.ts'
import { parseEmptyBody, parseSessionPath } from '../http/parse-request.ts'
import { advance } from '../use-cases/engine/advance.ts'

/** `POST /sessions/{sessionId}/complete`: asks for the charge; its verdict comes later. */
export const makeHandler = (dependencies: Dependencies) =>
  changingEndpoint(dependencies, {
    route: 'complete-session',
    parse: (event) => {
      parseEmptyBody(event)
      return parseSessionPath(event)
    },
    run: async (sessionId, { world, key, remainingMs }) => {
      const advanced = await advance(world, {
        sessionId,
        event: (at) => ({ type: 'complete-requested', at }),
        key,
        announce: true,
        remainingMs,
      })
      return answerAdvanced(advanced, { sessionId, key: key.key })
    },
  })
