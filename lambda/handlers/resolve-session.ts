import type { Resolver } from '../domain/session/resolution.ts'
import { answerAdvanced } from '../http/client/answers.ts'
import { changingEndpoint } from '../http/client/endpoint.ts'
import { parseResolution } from '../http/client/resolution-request.ts'
import type { Dependencies } from '../http/dependencies.ts'
import { parseJsonBody, parseSessionPath } from '../http/parse-request.ts'
import { advance } from '../use-cases/engine/advance.ts'

/**
 * `POST /sessions/{sessionId}/resolution`: a person has looked at the processor, and says what
 * became of an unresolved charge. A route of its own, so that agents' screens can be kept from it.
 */
export const makeHandler = (dependencies: Dependencies) =>
  changingEndpoint(dependencies, {
    route: 'resolve-session',
    parse: (event) => ({
      sessionId: parseSessionPath(event),
      resolution: parseResolution(parseJsonBody(event)),
    }),
    run: async ({ sessionId, resolution }, { world, key, principal, remainingMs }) => {
      const { by: name, note = null, confirmationCode = '' } = resolution
      const resolver: Resolver = { by: 'person', name, principal, note }
      const advanced = await advance(world, {
        sessionId,
        event: (at) =>
          resolution.outcome === 'charged'
            ? { type: 'resolved-charged', at, resolver, confirmationCode }
            : { type: 'resolved-not-charged', at, resolver },
        key,
        // The caller has heard an ending, and the call has gone on to something else.
        announce: false,
        remainingMs,
      })
      return answerAdvanced(advanced, { sessionId, key: key.key })
    },
  })
