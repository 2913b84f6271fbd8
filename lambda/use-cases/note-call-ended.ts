import type { CallSid } from '../domain/values/ids.ts'
import { advance } from './engine/advance.ts'
import type { World } from './engine/world.ts'

export interface CallEnded {
  readonly callSid: CallSid
  /** Merchants whose Twilio account has signed the request. */
  readonly signers: readonly string[]
  readonly remainingMs: () => number
}

/**
 * The caller has hung up: ends the session of the call, unless a charge is out. `foreign` when
 * that session is another merchant's.
 */
export async function noteCallEnded(
  world: World,
  { callSid, signers, remainingMs }: CallEnded,
): Promise<'noted' | 'nothing' | 'foreign'> {
  const claim = await world.claims.find(`call#${callSid}`, world.surroundings.now())
  const known = claim === null ? null : await world.sessions.load(claim.sessionId)
  if (known === null) return 'nothing'
  const { id: sessionId, terms } = known.session
  if (!signers.includes(terms.merchant)) return 'foreign'
  await advance(world, {
    sessionId,
    event: (at) => ({ type: 'call-ended', at }),
    announce: false,
    remainingMs,
    known,
  })
  return 'noted'
}
