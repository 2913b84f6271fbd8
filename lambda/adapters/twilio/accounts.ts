import type { SecretReader } from '../system/secret.ts'
import type { CredentialSource } from './credentials.ts'
import { CachedCredentials } from './credentials.ts'
import { type RestAnswer, type RestRequest, TwilioRest } from './rest.ts'

/** Where a merchant's payments are made. */
export interface MerchantAccount {
  readonly accountSid: string
  /** Where the credentials are, for the reader. */
  readonly secret: string
  readonly apiBaseUrl: string
}

export interface TwilioAccountsOptions {
  /** By the merchant's name. */
  readonly accounts: ReadonlyMap<string, MerchantAccount>
  readonly secrets: SecretReader
  readonly now: () => number
}

/**
 * The Twilio accounts of all merchants. Nothing is read or opened for one before it is needed, and
 * merchants of the same account and secret share what was read.
 */
export class TwilioAccounts {
  readonly #options: TwilioAccountsOptions
  readonly #credentials = new Map<string, CredentialSource>()

  constructor(options: TwilioAccountsOptions) {
    this.#options = options
  }

  /** Several merchants may have one account, with a connector or a region of its own each. */
  merchantsOf(accountSid: string): readonly string[] {
    return [...this.#options.accounts]
      .filter(([, account]) => account.accountSid.toLowerCase() === accountSid.toLowerCase())
      .map(([merchant]) => merchant)
  }

  /** The same object for the same credentials; `null` for who is not configured. */
  credentialsOf(merchant: string): CredentialSource | null {
    const account = this.#options.accounts.get(merchant)
    return account === undefined ? null : this.#sourceOf(account)
  }

  /** Never throws. On behalf of a merchant who is not configured any more nothing is sent. */
  async request(merchant: string, ask: RestRequest): Promise<RestAnswer> {
    const account = this.#options.accounts.get(merchant)
    if (account === undefined) return { arrived: 'no' }
    const { apiBaseUrl } = account
    return new TwilioRest({ credentials: this.#sourceOf(account), apiBaseUrl }).request(ask)
  }

  #sourceOf({ accountSid, secret }: MerchantAccount): CredentialSource {
    const { secrets, now } = this.#options
    const key = `${accountSid} ${secret}`
    const known = this.#credentials.get(key)
    if (known !== undefined) return known
    const source = new CachedCredentials({
      accountSid,
      secret: { current: () => secrets.current(secret), versions: () => secrets.versions(secret) },
      now,
    })
    this.#credentials.set(key, source)
    return source
  }
}
