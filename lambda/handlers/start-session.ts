import { answerStarted } from '../http/client/answers.ts'
import { changingEndpoint } from '../http/client/endpoint.ts'
import { parseStartBody } from '../http/client/session-request.ts'
import type { Dependencies } from '../http/dependencies.ts'
import { parseJsonBody } from '../http/parse-request.ts'
import { startSession } from '../use-cases/start-session.ts'

/** `POST /sessions`: takes up a payment on a call that is in progress. */
export const makeHandler = (dependencies: Dependencies) =>
  changingEndpoint(dependencies, {
    route: 'start-session',
    parse: (event) => parseStartBody(parseJsonBody(event), dependencies.world.merchants),
    run: async (start, { world, key, remainingMs }) =>
      answerStarted(
        await startSession(world, { ...start, ...key, announce: true, remainingMs }),
        key.key,
      ),
  })
