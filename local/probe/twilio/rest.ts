import type { Clock } from '../clock.ts'

export interface Account {
  readonly accountSid: string
  /** The SID of an API key, or of the account. */
  readonly user: string
  readonly password: string
  readonly baseUrl: string
}

export type Answer =
  | { readonly kind: 'accepted'; readonly status: number; readonly sid: string }
  | { readonly kind: 'refused'; readonly status: number; readonly code: number }

/** No answer that tells anything: a broken connection, a server error, something else than JSON. */
export class Unanswered extends Error {}

/** The call is over, and with it every question that needs one. */
export class CallEnded extends Error {}

/** Twilio answers well within a second; this is long enough to be sure that it will not. */
const patienceMs = 30_000
/** Too many requests at once: never carried out, so that it may be sent again. */
const retriesMax = 3
const retryDelayMs = 1_000

/** Twilio's REST API, as far as the probe needs it: a form in, six fields or an error out. */
export class Rest {
  readonly #account: Account
  readonly #clock: Clock

  constructor({ account, clock }: { readonly account: Account; readonly clock: Clock }) {
    this.#account = account
    this.#clock = clock
  }

  /** The status of the call, or the refusal. */
  async statusOf(callSid: string): Promise<{ status: number; callStatus: string }> {
    const { status, body } = await this.#send('GET', `Calls/${callSid}.json`)
    return { status, callStatus: String(fieldOf(body, 'status')) }
  }

  async post(path: string, form: Readonly<Record<string, string>>): Promise<Answer> {
    for (let sent = 0; ; sent += 1) {
      const { status, body } = await this.#send('POST', path, new URLSearchParams(form))
      if (status === 429 && sent < retriesMax) {
        await this.#clock.pauseWhateverHappens(retryDelayMs)
        continue
      }
      const code = Number(fieldOf(body, 'code'))
      if (code === 21220) throw new CallEnded()
      const sid = String(fieldOf(body, 'sid'))
      if (status < 300 && /^(CA|PK)/.test(sid)) return { kind: 'accepted', status, sid }
      if (status >= 500 || status === 429 || !Number.isInteger(code)) {
        throw new Unanswered(`Twilio answered ${status} to POST ${path}.`)
      }
      return { kind: 'refused', status, code }
    }
  }

  async #send(method: 'GET' | 'POST', path: string, form?: URLSearchParams) {
    const { accountSid, baseUrl, password, user } = this.#account
    const credentials = Buffer.from(`${user}:${password}`).toString('base64')
    try {
      const response = await fetch(`${baseUrl}/2010-04-01/Accounts/${accountSid}/${path}`, {
        method,
        headers: { Authorization: `Basic ${credentials}` },
        redirect: 'error',
        signal: AbortSignal.timeout(patienceMs),
        ...(form === undefined ? {} : { body: form }),
      })
      return { status: response.status, body: parsed(await response.text()) }
    } catch {
      throw new Unanswered(`Twilio did not answer ${method} ${path} at ${baseUrl}.`)
    }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function fieldOf(body: unknown, name: string): unknown {
  if (typeof body !== 'object' || body === null) return undefined
  return new Map<string, unknown>(Object.entries(body)).get(name)
}
