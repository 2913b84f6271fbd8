import type { CredentialSource } from '../../ports/credentials.ts'
import type {
  RequestVerifier,
  SealedCallback,
  SignedRequest,
} from '../../ports/request-verifier.ts'
import { sealHolds } from './seal.ts'
import { signatureHolds } from './signature.ts'

export interface TwilioRequestVerifierOptions {
  readonly credentials: CredentialSource
  /** The configured URL, never one rebuilt from headers that a stranger may set. */
  readonly publicBaseUrl: string
  readonly now: () => number
}

/** 28 base64 characters of a SHA-1; what is not shaped like that costs not even a secret read. */
const signaturePattern = /^[A-Za-z0-9+/]{27}=$/

export class TwilioRequestVerifier implements RequestVerifier {
  readonly #options: TwilioRequestVerifierOptions

  constructor(options: TwilioRequestVerifierOptions) {
    this.#options = options
  }

  async signatureHolds(request: SignedRequest): Promise<boolean> {
    const { signature = '', parameters } = request
    if (!signaturePattern.test(signature)) return false
    const url = this.#options.publicBaseUrl + request.pathAndQuery
    const { credentials } = this.#options
    const signed = { url, parameters, signature }
    if (signatureHolds(signed, (await credentials.current()).authTokens)) return true
    // The token may have been rotated since we read it, and this may be a verdict.
    return credentials.doubt() && signatureHolds(signed, (await credentials.current()).authTokens)
  }

  async sealHolds(callback: SealedCallback): Promise<boolean> {
    const { authTokens } = await this.#options.credentials.current()
    return sealHolds(callback, { authTokens, nowMs: this.#options.now() })
  }
}
