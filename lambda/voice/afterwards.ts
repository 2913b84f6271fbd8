import type { Session } from '../domain/session/session.ts'
import type { LocalePack } from './locale-pack.ts'
import * as twiml from './twiml.ts'

/** Where the call goes when the payment has ended: back to the caller's IVR, or goodbye. */
export function afterwards(session: Session, pack: LocalePack): readonly string[] {
  const { returnUrl } = session.terms
  if (returnUrl === null) return [twiml.say(pack.goodbye, pack.language), twiml.hangup()]
  return [twiml.redirect(withResult(returnUrl, session))]
}

/** The outcome and the session's id, so that the IVR can go on; nothing of the card. */
function withResult(returnUrl: string, { id, state }: Session): string {
  const url = new URL(returnUrl)
  url.searchParams.set('sessionId', id)
  url.searchParams.set('status', state.status)
  if (state.status === 'failed') url.searchParams.set('reason', state.reason)
  if (state.status === 'cancelled') url.searchParams.set('by', state.by)
  return url.href
}
