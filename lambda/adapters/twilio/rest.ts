import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import axios, { type AxiosInstance, isAxiosError } from 'axios'
import type { CredentialSource, TwilioCredentials } from './credentials.ts'

/**
 * Twilio answers well within a second; after this the caller has been silent long enough.
 * Also what a charge may take before its outcome counts as not known.
 */
export const TWILIO_TIMEOUT_MS = 5_000

/** Twilio's bodies are under 1 KB here; more is not Twilio. */
const ANSWER_BYTES_MAX = 64 * 1_024

export interface RestOptions {
  readonly credentials: CredentialSource
  readonly apiBaseUrl: string
}

export type RestAnswer =
  | {
      readonly arrived: 'yes'
      readonly status: number
      readonly body: unknown
      readonly retryAfterSeconds: number | null
    }
  /** It was never sent, or no connection came about: Twilio cannot have seen it. */
  | { readonly arrived: 'no' }
  | { readonly arrived: 'unknown' }

/** Codes of failures that come before the first byte is sent. */
const beforeSending = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'])

/**
 * No keep-alive, which Node's own agents have: a connection that died while the function was frozen
 * would break a charge in a way that cannot be told from one that Twilio executed.
 */
const connections = { keepAlive: false }

/** One request to Twilio's REST API, form in, JSON out; no retries, no redirects. */
export class TwilioRest {
  readonly #credentials: CredentialSource
  readonly #http: AxiosInstance

  constructor({ credentials, apiBaseUrl }: RestOptions) {
    this.#credentials = credentials
    this.#http = axios.create({
      baseURL: apiBaseUrl,
      httpAgent: new HttpAgent(connections),
      httpsAgent: new HttpsAgent(connections),
      timeout: TWILIO_TIMEOUT_MS,
      maxRedirects: 0,
      maxContentLength: ANSWER_BYTES_MAX,
      proxy: false,
      responseType: 'text',
      transformResponse: (text: unknown) => text,
      validateStatus: () => true,
    })
  }

  /**
   * A 401 was not executed: it is asked once more with credentials read anew, those of a secret in
   * rotation first, which Twilio may know before they are the present ones.
   */
  async request(ask: RestRequest): Promise<RestAnswer> {
    const credentials = await this.#credentials.current().catch(() => null)
    if (credentials === null) return { arrived: 'no' }
    const { isInTime = always } = ask
    if (!isInTime()) return { arrived: 'no' }
    const answer = await this.#once(ask, credentials)
    if (answer.arrived !== 'yes' || answer.status !== 401) return answer
    const renewed = await this.#credentials.doubt('vouched').catch(() => null)
    const latest = renewed ?? credentials
    if (latest === credentials && latest.pending === null) return answer
    if (!isInTime()) return answer
    return this.#once(ask, { ...latest, ...latest.pending })
  }

  async #once(ask: RestRequest, credentials: TwilioCredentials): Promise<RestAnswer> {
    const { accountSid, user, password } = credentials
    try {
      const { status, data, headers } = await this.#http.request({
        method: ask.method,
        url: `/2010-04-01/Accounts/${accountSid}/${ask.path}`,
        data: ask.form?.(credentials).toString(),
        auth: { username: user, password },
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        signal: AbortSignal.timeout(TWILIO_TIMEOUT_MS),
      })
      const retryAfterSeconds = Number(headers['retry-after'] ?? Number.NaN)
      return {
        arrived: 'yes',
        status,
        body: parsed(data),
        retryAfterSeconds: Number.isFinite(retryAfterSeconds) ? retryAfterSeconds : null,
      }
    } catch (error) {
      const isBefore = isAxiosError(error) && beforeSending.has(error.code ?? '')
      return { arrived: isBefore ? 'no' : 'unknown' }
    }
  }
}

export interface RestRequest {
  readonly method: 'GET' | 'POST'
  /** Below the account, such as `Calls/CA….json`. */
  readonly path: string
  /** Made for the credentials it is sent with: what it is sealed by goes with who signs in. */
  readonly form?: (credentials: TwilioCredentials) => URLSearchParams
  /** Asked before every byte that leaves: reading credentials takes time, and so does a 401. */
  readonly isInTime?: () => boolean
}

const always = () => true

/** What is not JSON is no answer of Twilio's, and reads as `null`. */
function parsed(text: unknown): unknown {
  try {
    return JSON.parse(String(text))
  } catch {
    return null
  }
}
