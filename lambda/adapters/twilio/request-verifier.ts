import type {
  RequestVerifier,
  SealedCallback,
  SignedRequest,
} from '../../ports/request-verifier.ts'
import type { TwilioAccounts } from './accounts.ts'
import type { CredentialSource, TwilioCredentials } from './credentials.ts'
import { sealHolds } from './seal.ts'
import { signatureHolds } from './signature.ts'

export interface TwilioRequestVerifierOptions {
  readonly accounts: Pick<TwilioAccounts, 'merchantsOf' | 'credentialsOf'>
  /** The configured URL, never one rebuilt from headers that a stranger may set. */
  readonly publicBaseUrl: string
  readonly now: () => number
}

/** 28 base64 characters of a SHA-1; what is not shaped like that costs not even a secret read. */
const signaturePattern = /^[A-Za-z0-9+/]{27}=$/

interface Proof {
  readonly fits: (credentials: TwilioCredentials) => boolean
  /** Whether something else speaks for the request, so that not fitting is worth another look. */
  readonly isVouched: (credentials: TwilioCredentials) => boolean
}

export class TwilioRequestVerifier implements RequestVerifier {
  readonly #options: TwilioRequestVerifierOptions

  constructor(options: TwilioRequestVerifierOptions) {
    this.#options = options
  }

  /**
   * Every webhook names its account, and only that account's tokens can have signed it.
   * https://www.twilio.com/docs/voice/twiml#request-parameters (AccountSid, read 2026-11)
   */
  async signatureHolds(request: SignedRequest): Promise<readonly string[]> {
    const { accounts, publicBaseUrl } = this.#options
    const { signature = '', parameters, sealed } = request
    if (!signaturePattern.test(signature)) return []
    const accountSid = parameters.find(([name]) => name === 'AccountSid')?.[1] ?? ''
    const url = publicBaseUrl + request.pathAndQuery
    const nowMs = this.#options.now()
    return this.#holders(accounts.merchantsOf(accountSid), {
      fits: ({ authTokens }) => signatureHolds({ url, parameters, signature }, authTokens),
      isVouched: ({ sealTokens }) =>
        sealed !== undefined && sealHolds(sealed, { authTokens: sealTokens, nowMs }),
    })
  }

  async sealHolds(
    callback: SealedCallback,
    merchants: readonly string[],
  ): Promise<readonly string[]> {
    const nowMs = this.#options.now()
    return this.#holders(merchants, {
      fits: ({ sealTokens }) => sealHolds(callback, { authTokens: sealTokens, nowMs }),
      // These merchants' tokens have signed it.
      isVouched: () => true,
    })
  }

  /** @throws AppError when a secret could not be read and nobody else's tokens fit. */
  async #holders(merchants: readonly string[], proof: Proof): Promise<readonly string[]> {
    // Once for each source: merchants who share one share its doubts, too.
    const checks = new Map<CredentialSource, Promise<boolean>>()
    const results = merchants.map((merchant) => {
      const source = this.#options.accounts.credentialsOf(merchant)
      if (source === null) return Promise.resolve(false)
      const checked = checks.get(source) ?? holds(source, proof)
      checks.set(source, checked)
      return checked
    })
    const settled = await Promise.allSettled(results)
    const holders = merchants.filter((_, index) => {
      const result = settled[index]
      return result?.status === 'fulfilled' && result.value
    })
    // What one merchant's secret fails to tell must not turn another's request away.
    if (holders.length === 0) await Promise.all(results)
    return holders
  }
}

/** The token may have been rotated since we read it, and this may be a verdict: look again. */
async function holds(credentials: CredentialSource, { fits, isVouched }: Proof): Promise<boolean> {
  const known = await credentials.current()
  if (fits(known)) return true
  const renewed = await credentials.doubt(isVouched(known) ? 'vouched' : 'stranger')
  return renewed !== null && fits(renewed)
}
