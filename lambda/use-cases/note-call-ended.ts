import type { CallSid } from '../domain/values/ids.ts'
import { advance } from './engine/advance.ts'
import type { World } from './engine/world.ts'

/** The caller has hung up: ends the session of the call, unless a charge is out. */
export async function noteCallEnded(
  world: World,
  ended: { readonly callSid: CallSid; readonly remainingMs: () => number },
): Promise<void> {
  const claim = await world.claims.find(`call#${ended.callSid}`, world.surroundings.now())
  if (claim === null) return
  await advance(world, {
    sessionId: claim.sessionId,
    event: (at) => ({ type: 'call-ended', at }),
    announce: false,
    remainingMs: ended.remainingMs,
  })
}
