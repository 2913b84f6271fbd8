import { promptKeyOf } from '../../domain/guide/prompt.ts'
import { confirms, isTerminal, type Session } from '../../domain/session/session.ts'
import { renderHush, renderSession } from '../../voice/render.ts'
import type { World } from './world.ts'

/** Says on the live call what has become new, at once, if prompts are pushed at all. */
export async function announce(
  world: World,
  change: {
    readonly before: Session
    readonly after: Session
    /** Milliseconds that this invocation has left. */
    readonly remainingMs: () => number
  },
): Promise<void> {
  const { before, after, remainingMs } = change
  // Whoever stood still until the own time was over has old news: "declined", and by now it is
  // paid with another card. The next turn says what is true.
  if (remainingMs() <= 0) return
  if (after.mode !== 'guided' || world.voice.delivery !== 'push') return
  // After an ending the call has gone on to something else, which must not be torn down.
  if (isTerminal(before)) return
  if (!isSpoken(after) || promptKeyOf(before) === promptKeyOf(after)) return
  await world.calls.say(after, renderSession(after, { voice: world.voice }))
}

/**
 * In between two fields nothing is said, a caller who hung up hears nothing, and one whom Twilio
 * asks to confirm must hear Twilio.
 */
const isSpoken = (session: Session): boolean => {
  const { state } = session
  if (state.status === 'completing') return !confirms(session)
  if (state.status === 'failed') return state.reason !== 'caller-hung-up'
  return state.status !== 'starting' && state.status !== 'collecting'
}

/** The caller has begun to key: the voice must not talk over the keys. */
export async function hush(world: World, session: Session): Promise<void> {
  if (session.mode !== 'guided' || world.voice.delivery !== 'push') return
  await world.calls.say(session, renderHush(session, { voice: world.voice }))
}
