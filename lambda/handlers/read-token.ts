import { json } from '../http/client/answers.ts'
import { readingEndpoint } from '../http/client/endpoint.ts'
import type { Dependencies } from '../http/dependencies.ts'
import { parseSessionPath, unknownSession } from '../http/parse-request.ts'
import { ProblemError } from '../http/problem.ts'
import { readToken } from '../use-cases/read-token.ts'

/**
 * `GET /sessions/{sessionId}/token`: hands the processor's token to the integrator. A route of its
 * own, so that agents' screens, which read sessions, can be kept from it.
 */
export const makeHandler = (dependencies: Dependencies) =>
  readingEndpoint(dependencies, {
    route: 'read-token',
    parse: parseSessionPath,
    run: async (sessionId, { world }) => {
      const read = await readToken(world, sessionId)
      switch (read.result) {
        case 'read':
          return json(200, { sessionId, tokenType: read.tokenType, ...read.token })
        case 'no-token':
          throw new ProblemError({
            code: 'no-token',
            detail:
              `Session ${sessionId} is ${read.status}. Only a session that was started with a ` +
              'tokenType has a token, when it has succeeded.',
            more: { sessionId, sessionStatus: read.status },
          })
        case 'unknown-session':
          throw unknownSession(sessionId)
        default:
          return read satisfies never
      }
    },
  })
