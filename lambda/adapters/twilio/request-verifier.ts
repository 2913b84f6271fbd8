import type {
  RequestVerifier,
  SealedCallback,
  SignedRequest,
} from '../../ports/request-verifier.ts'
import type { CredentialSource } from './credentials.ts'
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
    return this.#holds((authTokens) => signatureHolds({ url, parameters, signature }, authTokens))
  }

  async sealHolds(callback: SealedCallback): Promise<boolean> {
    const nowMs = this.#options.now()
    return this.#holds((authTokens) => sealHolds(callback, { authTokens, nowMs }))
  }

  /** The token may have been rotated since we read it, and this may be a verdict: look again. */
  async #holds(check: (authTokens: readonly string[]) => boolean): Promise<boolean> {
    const { credentials } = this.#options
    if (check((await credentials.current()).authTokens)) return true
    return credentials.doubt() && check((await credentials.current()).authTokens)
  }
}
