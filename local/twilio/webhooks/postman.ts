import type { SimulatedAccount } from '../account.ts'
import type { Activity } from '../activity.ts'
import type { Identifiers } from '../identifiers.ts'
import type { Switches } from '../switches.ts'
import type { SimulatorTime } from '../time.ts'
import { type AttemptOutcome, attempt } from './attempt.ts'
import { type DeliveryRules, deliveryRules } from './overrides.ts'
import { type Parameters, signatureOf, signedUrl } from './signature.ts'

export interface Letter {
  /** As the application gave it: with its fragment, and with the public host. */
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly parameters: Parameters
  /** Spoils the signature on purpose. */
  readonly corrupt?: boolean
  /** Whatever the fragment of the URL says about timeouts and retries. */
  readonly plainly?: boolean
  /** The same for a webhook and its repetitions. */
  readonly token?: string
}

export type Reach = (url: URL) => { url: URL; headers: Record<string, string> }

/** Undocumented; short enough that all retries fit into the 15 seconds a delivery may take. */
const retryDelayMs = 1_000
/** 301 and 302 are followed with GET, without the form; endless circles are not. */
const redirectsMax = 5

/** Sends signed requests to the application, and repeats them as Twilio would. */
export class Postman {
  readonly #stopping = new AbortController()
  readonly #world: PostmanWorld

  constructor(world: PostmanWorld) {
    this.#world = world
  }

  async deliver(letter: Letter): Promise<AttemptOutcome> {
    const rules = deliveryRules(letter.plainly === true ? '' : letter.url)
    const token = letter.token ?? this.#world.ids.deliveryToken()
    const startedAtMs = this.#world.time.now()
    for (let sent = 0; ; sent += 1) {
      const outcome = await this.#world.activity.run(() => this.#send(letter, { rules, token }))
      const late = this.#world.time.now() - startedAtMs + retryDelayMs >= rules.totalTimeoutMs
      if (sent >= rules.retriesMax || late || !repeats(outcome, rules)) return outcome
      await new Promise<void>((done) => this.#world.time.after(retryDelayMs, done))
    }
  }

  stop(): void {
    this.#stopping.abort()
  }

  async #send(
    letter: Letter,
    options: { readonly rules: DeliveryRules; readonly token: string; readonly hops?: number },
  ): Promise<AttemptOutcome> {
    const { account, reach, switches, time } = this.#world
    const authToken = switches.is('signingToken', 'own') ? account.authToken : account.homeAuthToken
    const form = new URLSearchParams(letter.parameters).toString()
    const url = letter.method === 'GET' ? withQuery(letter.url, form) : letter.url
    const parameters = letter.method === 'GET' ? {} : letter.parameters
    const signature = signatureOf({ authToken, url, parameters })
    const target = reachable(url, reach)
    if (target === undefined) return { kind: 'failed', reason: 'ct', detail: 'not a URL' }
    const body = letter.method === 'GET' ? '' : form
    const outcome = await attempt(time, {
      url: target.url,
      method: letter.method,
      headers: {
        'User-Agent': 'TwilioProxy/1.1',
        'X-Twilio-Signature': letter.corrupt === true ? spoiled(signature) : signature,
        'I-Twilio-Idempotency-Token': options.token,
        ...(letter.method === 'POST' ? formHeaders(body) : {}),
        ...target.headers,
      },
      body,
      rules: options.rules,
      signal: this.#stopping.signal,
    })
    const hops = options.hops ?? 0
    if (outcome.kind !== 'answered' || outcome.location === undefined) return outcome
    if ((outcome.status !== 301 && outcome.status !== 302) || hops >= redirectsMax) return outcome
    if (!URL.canParse(outcome.location, signedUrl(url))) return outcome
    const next = new URL(outcome.location, signedUrl(url)).href
    const onward: Letter = { ...letter, url: next, method: 'GET', parameters: {} }
    return this.#send(onward, { ...options, hops: hops + 1 })
  }
}

export interface PostmanWorld {
  readonly account: SimulatedAccount
  readonly activity: Activity
  readonly ids: Identifiers
  readonly reach: Reach
  readonly switches: Switches
  readonly time: SimulatorTime
}

function repeats(outcome: AttemptOutcome, rules: DeliveryRules): boolean {
  if (outcome.kind === 'failed') return rules.retryOn.has(outcome.reason)
  if (outcome.status >= 500) return rules.retryOn.has('5xx')
  return outcome.status >= 400 && rules.retryOn.has('4xx')
}

function reachable(url: string, reach: Reach) {
  try {
    return reach(new URL(url))
  } catch {
    return undefined
  }
}

function withQuery(url: string, query: string): string {
  if (query === '') return url
  const bare = url.replace(/#.*$/s, '')
  return `${bare}${bare.includes('?') ? '&' : '?'}${query}`
}

function formHeaders(body: string): Record<string, string> {
  return {
    'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8',
    'Content-Length': String(Buffer.byteLength(body)),
  }
}

/** Still base64 of the right length: only the check itself can find it out. */
function spoiled(signature: string): string {
  return (signature.startsWith('A') ? 'B' : 'A') + signature.slice(1)
}
