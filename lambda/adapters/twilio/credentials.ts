import * as v from 'valibot'
import { AppError } from '../../ports/errors.ts'
import type { SecretVersions } from '../system/secret.ts'
import { type Doubter, DoubtLimit } from './doubt-limit.ts'

/** User name and password of REST calls: an API key, or the account itself. */
export interface SignIn {
  readonly user: string
  readonly password: string
}

/** What is needed to talk to Twilio and to recognise it. Read at run time, never a variable. */
export interface TwilioCredentials extends SignIn {
  readonly accountSid: string
  /** Of a secret that is being rotated: what may be right already, when the present one is not. */
  readonly pending: SignIn | null
  /** The tokens that Twilio may sign with, the present one first. Never empty. */
  readonly authTokens: readonly string[]
  /** Those, and the one before, which URLs of callbacks may have been sealed with. */
  readonly sealTokens: readonly string[]
}

export interface CredentialSource {
  /** Cached. @throws AppError `secret-unavailable`. */
  current(): Promise<TwilioCredentials>
  /**
   * What is cached did not work: the secret is read anew, with the versions that it has while it
   * is rotated; once for all who ask meanwhile, and no more often than `DoubtLimit` says.
   * @returns what was read, or `null` for a stranger when that was done a moment ago.
   * @throws AppError `secret-unavailable` when it cannot be read, `signature-undecided` when it
   * must not be read now: in both cases nothing is known, which is no reason to refuse anybody.
   */
  doubt(doubter: Doubter): Promise<TwilioCredentials | null>
}

const secret = v.object({
  authToken: v.pipe(v.string(), v.minLength(1)),
  /** The other one of two valid tokens, while one is being rotated into the other. */
  secondaryAuthToken: v.optional(v.pipe(v.string(), v.minLength(1))),
  apiKeySid: v.optional(v.pipe(v.string(), v.regex(/^SK[0-9a-fA-F]{32}$/))),
  apiKeySecret: v.optional(v.pipe(v.string(), v.minLength(1))),
})

const secretText = v.pipe(v.string(), v.parseJson(), secret)

/** Rotations are rare, and a wrong signature makes us look sooner. */
const CACHED_MS = 5 * 60_000

/**
 * How long a token that is no longer the present one may still have signed what now arrives. It
 * may have been replaced because others know it, so this has an end. A seal needs none: it carries
 * its own, and is worth nothing without a signature.
 */
const PREVIOUS_SIGNS_MS = 15 * 60_000

export interface CachedCredentialsOptions {
  readonly accountSid: string
  readonly secret: {
    /** The secret's text. */
    readonly current: () => Promise<string>
    readonly versions: () => Promise<SecretVersions>
  }
  readonly now: () => number
}

export class CachedCredentials implements CredentialSource {
  readonly #options: CachedCredentialsOptions
  #known: TwilioCredentials | null = null
  #reading: Promise<TwilioCredentials> | null = null
  #doubting: Promise<TwilioCredentials> | null = null
  #readAt = Number.NEGATIVE_INFINITY
  /** Now, or ever before: then all versions are read, each time, and not only in doubt. */
  #isRotating = false
  /** A version may be made long before it becomes the current one; this is when we saw it. */
  #replacedAt = Number.NEGATIVE_INFINITY
  readonly #limit = new DoubtLimit()

  constructor(options: CachedCredentialsOptions) {
    this.#options = options
  }

  async current(): Promise<TwilioCredentials> {
    const known = this.#known
    if (known !== null && this.#options.now() - this.#readAt < CACHED_MS) return known
    this.#reading ??= this.#read(this.#isRotating).finally(() => {
      this.#reading = null
    })
    // What worked a moment ago is better than nothing while the new cannot be read.
    return known === null ? this.#reading : this.#reading.catch(() => known)
  }

  async doubt(doubter: Doubter): Promise<TwilioCredentials | null> {
    if (this.#doubting !== null) return this.#doubting
    const next = this.#limit.next(doubter, this.#options.now())
    if (next === 'settled') return null
    if (next === 'undecided') {
      throw new AppError('signature-undecided', {
        message: 'The Twilio secret was read too often to read it again now. Try again later.',
      })
    }
    this.#doubting = this.#readForDoubt().finally(() => {
      this.#doubting = null
    })
    return this.#doubting
  }

  async #readForDoubt(): Promise<TwilioCredentials> {
    const renewed = await this.#read(true)
    this.#limit.answered()
    return renewed
  }

  async #read(allVersions: boolean): Promise<TwilioCredentials> {
    const { accountSid, secret, now } = this.#options
    this.#readAt = now()
    const read = allVersions ? secret.versions() : secret.current().then(onlyCurrent)
    const versions = await read.catch((cause: unknown) => {
      throw new AppError('secret-unavailable', {
        message: 'The Twilio secret could not be read. Check its name and the right to read it.',
        cause,
      })
    })
    const current = parseSecret(versions.current)
    if (this.#known !== null && this.#known.authTokens[0] !== current.authToken) {
      this.#replacedAt = now()
    }
    const ageMs = now() - Math.max(versions.currentSince, this.#replacedAt)
    const previousSigns = ageMs < PREVIOUS_SIGNS_MS
    const known = credentialsOf(versions, { accountSid, current, previousSigns })
    const own = new Set(tokensOf(current))
    this.#isRotating = known.pending !== null || known.sealTokens.some((token) => !own.has(token))
    this.#known = known
    return known
  }
}

const onlyCurrent = (current: string): SecretVersions => ({
  current,
  pending: null,
  previous: null,
  currentSince: 0,
})

function credentialsOf(
  versions: SecretVersions,
  by: { readonly accountSid: string; readonly current: Secret; readonly previousSigns: boolean },
): TwilioCredentials {
  const { accountSid, current } = by
  const pending = parseVersion(versions.pending)
  const previous = tokensOf(parseVersion(versions.previous))
  const signing = by.previousSigns ? previous : []
  const authTokens = [...new Set([...tokensOf(current), ...tokensOf(pending), ...signing])]
  const signIn = signInOf(current, accountSid)
  const next = pending === null ? null : signInOf(pending, accountSid)
  return {
    accountSid,
    ...signIn,
    pending: next?.user === signIn.user && next.password === signIn.password ? null : next,
    authTokens,
    sealTokens: [...new Set([...authTokens, ...previous])],
  }
}

type Secret = v.InferOutput<typeof secret>

/** A version that is not the current one: what cannot be read of it adds nothing. */
function parseVersion(text: string | null): Secret | null {
  const parsed = v.safeParse(secretText, text)
  return parsed.success ? parsed.output : null
}

function parseSecret(text: string): Secret {
  const parsed = v.safeParse(secretText, text)
  if (parsed.success) return parsed.output
  const wrong = parsed.issues.map((issue) => v.getDotPath(issue) ?? 'the whole').join(', ')
  throw new AppError('secret-unavailable', {
    message: `The Twilio secret is not as it must be, in ${wrong}. See "Deploy it" in the README.`,
  })
}

const tokensOf = (parsed: Secret | null): readonly string[] =>
  parsed === null
    ? []
    : [parsed.authToken, parsed.secondaryAuthToken].filter((token) => token !== undefined)

function signInOf({ authToken, apiKeySid, apiKeySecret }: Secret, accountSid: string): SignIn {
  return apiKeySid !== undefined && apiKeySecret !== undefined
    ? { user: apiKeySid, password: apiKeySecret }
    : { user: accountSid, password: authToken }
}
