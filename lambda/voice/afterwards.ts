import type { Session } from '../domain/session/session.ts'
import type { LocalePack } from './locale-pack.ts'
import * as twiml from './twiml.ts'

const resultNames = ['sessionId', 'status', 'reason', 'by'] as const

interface Ended {
  readonly returnUrl: string | null
  /** What the IVR is told. */
  readonly result: { readonly [name in (typeof resultNames)[number]]?: string }
  readonly pack: LocalePack
}

/** Where the call goes when the payment has ended: back to the caller's IVR, or goodbye. */
export function afterwards({ returnUrl, result, pack }: Ended): readonly string[] {
  if (returnUrl === null) return [twiml.say(pack.goodbye, pack.language), twiml.hangup()]
  return [twiml.redirect(withResult(returnUrl, result))]
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
export const resultOf = ({ id, state }: Session): Ended['result'] => ({
  sessionId: id,
  status: state.status,
  ...(state.status === 'failed' ? { reason: state.reason } : {}),
  ...(state.status === 'cancelled' ? { by: state.by } : {}),
})

/** Of a payment that has no session: no id, and no status that one could have. */
export const resultOfNone: Ended['result'] = { status: 'not-started' }

function withResult(returnUrl: string, result: Ended['result']): string {
  const url = new URL(returnUrl)
  // An IVR may give the URL that an earlier payment came back to: nothing of that is this one's.
  for (const name of resultNames) {
    const value = result[name]
    url.searchParams.delete(name)
    if (value !== undefined) url.searchParams.set(name, value)
  }
  return url.href
}
