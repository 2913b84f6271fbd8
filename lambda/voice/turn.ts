import { promptKeyOf } from '../domain/guide/prompt.ts'
import type { Session } from '../domain/session/session.ts'

/**
 * What a turn remembers of the ones before it. It travels in the turn's own URL, which Twilio
 * signs, so that silence costs no write.
 */
export interface Turn {
  /** The prompt that was said last; another one now means that there is something new to say. */
  readonly key: string
  /** How often that prompt was met with silence. */
  readonly silences: number
  /** Polling only: how long it has been quiet since that prompt. */
  readonly quietSeconds: number
}

export const firstTurn: Turn = { key: '', silences: 0, quietSeconds: 0 }

/** A prompt is said three times; then a person is more use than a fourth. */
export const SILENCES_MAX = 3

export function turnUrl(
  session: Session,
  next: { readonly publicBaseUrl: string; readonly turn: Omit<Turn, 'key'> },
): string {
  const { silences, quietSeconds } = next.turn
  const query = `key=${promptKeyOf(session)}&silences=${silences}&quiet=${quietSeconds}`
  return `${next.publicBaseUrl}/voice/${session.id}/turn?${query}${RETRY_OVERRIDES}`
}

/**
 * A turn that fails would end the call with Twilio's error message, so we ask for it again; a turn
 * taken twice changes nothing twice. Also after a 4xx: the API turns away with 429 what is over its
 * limit of requests. One that we refuse for good ends the call as before, two requests later. Not
 * part of what is sent or signed.
 * https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides (read 2026-11)
 */
const RETRY_OVERRIDES = '#rc=2&rp=ct,rt,4xx,5xx'
