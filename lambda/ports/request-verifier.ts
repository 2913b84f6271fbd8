/**
 * Whether a request really comes from Twilio, and for whom, decided before anything else is
 * touched. Both answer the names of the merchants whose credentials fit; none is a refusal. Both
 * throw an AppError when that cannot be known now, so that Twilio asks again.
 * https://www.twilio.com/docs/usage/webhooks/webhooks-security
 */
export interface RequestVerifier {
  /** X-Twilio-Signature over the configured public URL and the form's parameters. */
  signatureHolds(request: SignedRequest): Promise<readonly string[]>
  /** Our own seal on a callback URL, made by one of these: who it is for, and until when. */
  sealHolds(callback: SealedCallback, merchants: readonly string[]): Promise<readonly string[]>
}

export interface SignedRequest {
  /** Path and query exactly as received, percent-encoding included. */
  readonly pathAndQuery: string
  /** Decoded, in the order received, blank values kept. */
  readonly parameters: ReadonlyArray<readonly [name: string, value: string]>
  readonly signature: string | undefined
  /** Of a callback: what its URL says, which may speak for a signature that does not fit yet. */
  readonly sealed?: SealedCallback | undefined
}

export interface SealedCallback {
  readonly sessionId: string
  readonly attempt: string
  readonly step: string
  readonly seal: string
}
