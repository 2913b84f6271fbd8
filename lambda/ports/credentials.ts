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
