import type { RouteName } from '../../routes.ts'
import { advance } from '../../use-cases/engine/advance.ts'
import type { Dependencies } from '../dependencies.ts'
import { parseEmptyBody, parseSessionPath } from '../parse-request.ts'
import { answerAdvanced } from './answers.ts'
import { changingEndpoint } from './endpoint.ts'

/** A request that says no more than what is wanted of which session. */
export const sessionCommand = (
  dependencies: Dependencies,
  command: {
    readonly route: RouteName
    readonly type: 'complete-requested' | 'cancel-requested'
  },
) =>
  changingEndpoint(dependencies, {
    route: command.route,
    parse: (event) => {
      parseEmptyBody(event)
      return parseSessionPath(event)
    },
    run: async (sessionId, { world, key, remainingMs }) => {
      const advanced = await advance(world, {
        sessionId,
        event: (at) => ({ type: command.type, at }),
        key,
        announce: true,
        remainingMs,
      })
      return answerAdvanced(advanced, { sessionId, key: key.key })
    },
  })
