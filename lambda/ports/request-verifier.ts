/**
 * Whether a request really comes from Twilio, decided before anything else is touched.
 * https://www.twilio.com/docs/usage/webhooks/webhooks-security
 */
export interface RequestVerifier {
  /** X-Twilio-Signature over the configured public URL and the form's parameters. */
  signatureHolds(request: SignedRequest): Promise<boolean>
  /** Our own seal on a callback URL: who it is for, and until when. */
  sealHolds(callback: SealedCallback): Promise<boolean>
}

export interface SignedRequest {
  /** Path and query exactly as received, percent-encoding included. */
  readonly pathAndQuery: string
  /** Decoded, in the order received, blank values kept. */
  readonly parameters: ReadonlyArray<readonly [name: string, value: string]>
  readonly signature: string | undefined
}

export interface SealedCallback {
  readonly sessionId: string
  readonly attempt: string
  readonly step: string
  readonly seal: string
}
