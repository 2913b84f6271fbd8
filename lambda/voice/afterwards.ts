import type { Session } from '../domain/session/session.ts'
import type { LocalePack } from './locale-pack.ts'
import * as twiml from './twiml.ts'

/** Where the call goes when the payment has ended: back to the caller's IVR, or goodbye. */
export function afterwards(session: Session, pack: LocalePack): readonly string[] {
  const { returnUrl } = session.terms
  if (returnUrl === null) return [twiml.say(pack.goodbye, pack.language), twiml.hangup()]
  return [twiml.redirect(withResult(returnUrl, session))]
}

/**
 * Words are pushed in documents of at most 4000 characters; what is said and asked beside the way
 * back takes up to 1000. https://www.twilio.com/docs/voice/api/call-resource (Twiml, read 2026-11)
 */
const RETURN_CHARACTERS_MAX = 2_500

/** Whether a call can be sent there: encoding makes a URL up to nine times as long as it looks. */
export function canReturnTo(returnUrl: string): boolean {
  if (!URL.canParse(returnUrl)) return false
  const url = new URL(returnUrl)
  url.searchParams.set('sessionId', '')
  return twiml.redirect(url.href).length <= RETURN_CHARACTERS_MAX
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
