import type { Session } from '../domain/session/session.ts'
import type { CallSid, SessionId } from '../domain/values/ids.ts'
import type { Progress } from '../ports/progress-store.ts'
import type { World } from './engine/world.ts'

export interface FoundSession {
  readonly session: Session
  /** Digits keyed so far, while a field is being captured. */
  readonly progress: Progress | null
}

export async function readSession(world: World, id: SessionId): Promise<FoundSession | null> {
  const stored = await world.sessions.load(id)
  if (stored === null) return null
  const { session } = stored
  const progress = session.state.status === 'capturing' ? await world.progress.read(id) : null
  return { session, progress }
}

/** The session that has, or had last, this call. */
export async function sessionOfCall(world: World, callSid: CallSid): Promise<FoundSession | null> {
  const claim = await world.claims.find(`call#${callSid}`, world.surroundings.now())
  return claim === null ? null : readSession(world, claim.sessionId)
}
