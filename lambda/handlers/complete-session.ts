import { sessionCommand } from '../http/client/session-command.ts'
import type { Dependencies } from '../http/dependencies.ts'

/** `POST /sessions/{sessionId}/complete`: asks for the charge; its verdict comes later. */
export const makeHandler = (dependencies: Dependencies) =>
  sessionCommand(dependencies, { route: 'complete-session', type: 'complete-requested' })
