import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * Our own seal on a callback's URL. Twilio's signature has no time-stamp, so that a recorded
 * callback could be replayed for ever, and its SHA-1 input leaves the border between URL and
 * parameters open. The seal says for which step a URL was made, and until when it is good.
 */

/** A verdict later than a day is settled with the processor, not by a callback. */
const SEALED_FOR_SECONDS = 24 * 60 * 60

/** 128 bits of the MAC, in base64url. */
const MAC_CHARACTERS = 22

export interface Sealed {
  readonly sessionId: string
  readonly attempt: string
  readonly step: string
}

export function makeSeal(
  sealed: Sealed,
  by: { readonly authToken: string; readonly fromMs: number },
): string {
  const expiry = (Math.floor(by.fromMs / 1_000) + SEALED_FOR_SECONDS).toString(36)
  return `${expiry}.${macOf(sealed, { expiry, authToken: by.authToken })}`
}

export function sealHolds(
  sealed: Sealed & { readonly seal: string },
  by: { readonly authTokens: readonly string[]; readonly nowMs: number },
): boolean {
  const [expiry = '', mac = ''] = sealed.seal.split('.')
  const matches = by.authTokens.map((authToken) =>
    sameText(mac, macOf(sealed, { expiry, authToken })),
  )
  return matches.includes(true) && Number.parseInt(expiry, 36) * 1_000 > by.nowMs
}

function macOf(
  { sessionId, attempt, step }: Sealed,
  by: { readonly expiry: string; readonly authToken: string },
): string {
  // A key of its own, derived from the token, so that a seal can never pass for a signature.
  const key = createHmac('sha256', by.authToken)
    .update('ivr-payment-flow callback seal v1')
    .digest()
  const sealed = [sessionId, attempt, step, by.expiry].join('/')
  return createHmac('sha256', key).update(sealed).digest('base64url').slice(0, MAC_CHARACTERS)
}

function sameText(given: string, expected: string): boolean {
  const fixed = Buffer.alloc(MAC_CHARACTERS)
  fixed.write(given, 'latin1')
  const same = timingSafeEqual(fixed, Buffer.from(expected, 'latin1'))
  return same && given.length === MAC_CHARACTERS
}
