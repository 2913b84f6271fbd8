import type { Context } from 'aws-lambda'
import type { Dependencies } from '../http/dependencies.ts'
import { settleDueSessions } from '../use-cases/settle-due-sessions.ts'

/** Once a minute: looks after the sessions that nobody else does. */
export const makeHandler =
  ({ world }: Dependencies) =>
  (_event: unknown, context: Pick<Context, 'getRemainingTimeInMillis'>) =>
    settleDueSessions(world, { remainingMs: () => context.getRemainingTimeInMillis() })
