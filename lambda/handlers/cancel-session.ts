import { sessionCommand } from '../http/client/session-command.ts'
import type { Dependencies } from '../http/dependencies.ts'

/** `POST /sessions/{sessionId}/cancel`: ends the session before a charge. */
export const makeHandler = (dependencies: Dependencies) =>
  sessionCommand(dependencies, { route: 'cancel-session', type: 'cancel-requested' })
