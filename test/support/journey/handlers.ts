import { makeHandler as answerCall } from '../../../lambda/handlers/answer-call.ts'
import { makeHandler as cancelSession } from '../../../lambda/handlers/cancel-session.ts'
import { makeHandler as completeSession } from '../../../lambda/handlers/complete-session.ts'
import { makeHandler as findSession } from '../../../lambda/handlers/find-session.ts'
import { makeHandler as noteCallStatus } from '../../../lambda/handlers/note-call-status.ts'
import { makeHandler as readSession } from '../../../lambda/handlers/read-session.ts'
import { makeHandler as readToken } from '../../../lambda/handlers/read-token.ts'
import { makeHandler as receiveCallback } from '../../../lambda/handlers/receive-callback.ts'
import { makeHandler as requestCapture } from '../../../lambda/handlers/request-capture.ts'
import { makeHandler as resolveSession } from '../../../lambda/handlers/resolve-session.ts'
import { makeHandler as startSession } from '../../../lambda/handlers/start-session.ts'
import { makeHandler as takeTurn } from '../../../lambda/handlers/take-turn.ts'
import type { Dependencies } from '../../../lambda/http/dependencies.ts'
import type { GatewayHandler } from '../../../lambda/http/gateway-types.ts'
import type { RouteName } from '../../../lambda/routes.ts'

/** The handlers as deployed, each to be made with a test's own dependencies. */
export const handlerMakers: Readonly<
  Record<RouteName, (dependencies: Dependencies) => GatewayHandler>
> = {
  'start-session': startSession,
  'find-session': findSession,
  'read-session': readSession,
  'read-token': readToken,
  'request-capture': requestCapture,
  'complete-session': completeSession,
  'cancel-session': cancelSession,
  'resolve-session': resolveSession,
  'receive-callback': receiveCallback,
  'answer-call': answerCall,
  'take-turn': takeTurn,
  'note-call-status': noteCallStatus,
}
