import { json } from '../http/client/answers.ts'
import { readingEndpoint } from '../http/client/endpoint.ts'
import { sessionView } from '../http/client/session-view.ts'
import type { Dependencies } from '../http/dependencies.ts'
import { parseSessionPath, unknownSession } from '../http/parse-request.ts'
import { readSession } from '../use-cases/read-session.ts'

/** `GET /sessions/{sessionId}`: the present truth about one session. */
export const makeHandler = (dependencies: Dependencies) =>
  readingEndpoint(dependencies, {
    route: 'read-session',
    parse: parseSessionPath,
    run: async (sessionId, { world }) => {
      const found = await readSession(world, sessionId)
      if (found === null) throw unknownSession(sessionId)
      return json(200, sessionView(found.session, found.progress))
    },
  })
