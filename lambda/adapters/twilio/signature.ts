import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * Twilio's X-Twilio-Signature: HMAC-SHA1 over the URL and the sorted parameters, keyed with the
 * account's auth token. https://www.twilio.com/docs/usage/webhooks/webhooks-security (read 2026-11)
 */

type Parameters = ReadonlyArray<readonly [name: string, value: string]>

/** A SHA-1 digest. */
const DIGEST_BYTES = 20

export function signatureHolds(
  signed: { readonly url: string; readonly parameters: Parameters; readonly signature: string },
  authTokens: readonly string[],
): boolean {
  const given = Buffer.from(signed.signature, 'base64')
  // Compared at full length whatever was sent, so that the time taken tells nothing.
  const fixed = Buffer.alloc(DIGEST_BYTES)
  given.copy(fixed)
  const matches = authTokens.map((token) => timingSafeEqual(fixed, digestOf(signed, token)))
  return matches.includes(true) && given.length === DIGEST_BYTES
}

function digestOf(
  { url, parameters }: { readonly url: string; readonly parameters: Parameters },
  authToken: string,
): Buffer {
  return createHmac('sha1', authToken)
    .update(url + joined(parameters), 'utf8')
    .digest()
}

/** Names in byte order; a repeated name gives each of its values once, sorted. */
function joined(parameters: Parameters): string {
  const valuesByName = new Map<string, Set<string>>()
  for (const [name, value] of parameters) {
    valuesByName.set(name, (valuesByName.get(name) ?? new Set()).add(value))
  }
  return [...valuesByName.keys()]
    .sort()
    .flatMap((name) => [...(valuesByName.get(name) ?? [])].sort().map((value) => name + value))
    .join('')
}
