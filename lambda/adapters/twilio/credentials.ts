import * as v from 'valibot'
import { AppError } from '../../ports/errors.ts'

/** What is needed to talk to Twilio and to recognise it. Read at run time, never a variable. */
export interface TwilioCredentials {
  readonly accountSid: string
  /** User name and password of REST calls: an API key, or the account itself. */
  readonly user: string
  readonly password: string
  /** The tokens that Twilio may sign with, the present one first. Never empty. */
  readonly authTokens: readonly string[]
}

export interface CredentialSource {
  /** Cached. @throws AppError `secret-unavailable`. */
  current(): Promise<TwilioCredentials>
  /**
   * What is cached did not work: the next `current` reads anew, at most every 30 s.
   * @returns whether it will, so that a second try is of use.
   */
  doubt(): boolean
}

const secret = v.object({
  authToken: v.pipe(v.string(), v.minLength(1)),
  /** The other one of two valid tokens, while one is being rotated into the other. */
  secondaryAuthToken: v.optional(v.pipe(v.string(), v.minLength(1))),
  apiKeySid: v.optional(v.pipe(v.string(), v.regex(/^SK[0-9a-fA-F]{32}$/))),
  apiKeySecret: v.optional(v.pipe(v.string(), v.minLength(1))),
})

/** Rotations are rare, and a wrong signature makes us look sooner. */
const CACHED_MS = 5 * 60_000

/** Strangers with wrong signatures must not make us read the secret more often than this. */
const DOUBT_EVERY_MS = 30_000

export interface CachedCredentialsOptions {
  readonly accountSid: string
  /** The secret's text. */
  readonly read: () => Promise<string>
  readonly now: () => number
}

export class CachedCredentials implements CredentialSource {
  readonly #options: CachedCredentialsOptions
  #known: TwilioCredentials | null = null
  #reading: Promise<TwilioCredentials> | null = null
  #readAt = Number.NEGATIVE_INFINITY
  #isDoubted = false

  constructor(options: CachedCredentialsOptions) {
    this.#options = options
  }

  async current(): Promise<TwilioCredentials> {
    const isFresh = this.#options.now() - this.#readAt < CACHED_MS && !this.#isDoubted
    if (this.#known !== null && isFresh) return this.#known
    this.#reading ??= this.#read().finally(() => {
      this.#reading = null
    })
    // What worked a moment ago is better than nothing while the new cannot be read.
    const known = this.#known
    this.#known = await (known === null ? this.#reading : this.#reading.catch(() => known))
    return this.#known
  }

  doubt(): boolean {
    if (this.#options.now() - this.#readAt < DOUBT_EVERY_MS) return false
    this.#isDoubted = true
    return true
  }

  async #read(): Promise<TwilioCredentials> {
    this.#readAt = this.#options.now()
    this.#isDoubted = false
    const text = await this.#options.read().catch((cause: unknown) => {
      throw new AppError('secret-unavailable', {
        message: 'The Twilio secret could not be read. Check its name and the right to read it.',
        cause,
      })
    })
    return parseCredentials(text, this.#options.accountSid)
  }
}

function parseCredentials(text: string, accountSid: string): TwilioCredentials {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), secret), text)
  if (!parsed.success) {
    const wrong = parsed.issues.map((issue) => v.getDotPath(issue) ?? 'the whole').join(', ')
    throw new AppError('secret-unavailable', {
      message: `The Twilio secret is not as it must be, in ${wrong}. See "Deploy it" in the README.`,
    })
  }
  const { authToken, secondaryAuthToken, apiKeySid, apiKeySecret } = parsed.output
  const authTokens = secondaryAuthToken ? [authToken, secondaryAuthToken] : [authToken]
  return apiKeySid !== undefined && apiKeySecret !== undefined
    ? { accountSid, user: apiKeySid, password: apiKeySecret, authTokens }
    : { accountSid, user: accountSid, password: authToken, authTokens }
}
