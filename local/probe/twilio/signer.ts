import { signatureHolds } from '../../../lambda/adapters/twilio/signature.ts'

/** The auth tokens that a callback may be signed with, as far as they are known. */
export interface AuthTokens {
  readonly own: string | undefined
  /** That of the home region, or of the parent account. */
  readonly home: string | undefined
}

/** Whose token signed: `nobody` when it is none of those known, `unchecked` when none is known. */
export type Signer = 'own' | 'home' | 'nobody' | 'unchecked'

export interface SignedRequest {
  /** The URL that Twilio was given, without fragment. */
  readonly url: string
  readonly form: URLSearchParams
  readonly signature: string
}

export function signerOf(request: SignedRequest, tokens: AuthTokens): Signer {
  if (tokens.own === undefined && tokens.home === undefined) return 'unchecked'
  const fits = (token: string | undefined) =>
    token !== undefined &&
    formsOf(request.url).some((url) =>
      signatureHolds({ url, parameters: [...request.form], signature: request.signature }, [token]),
    )
  if (fits(tokens.own)) return 'own'
  return fits(tokens.home) ? 'home' : 'nobody'
}

/**
 * Over HTTPS Twilio leaves the port out, and not always.
 * https://www.twilio.com/docs/usage/webhooks/webhooks-security
 */
function formsOf(url: string): readonly string[] {
  return [url, url.replace(/^(https:\/\/[^/:]+):\d+/, '$1')]
}
