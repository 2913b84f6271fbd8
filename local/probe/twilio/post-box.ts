import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { close, listen } from '../../listen.ts'
import { pathOf, readBody } from '../../twilio/http/incoming.ts'
import type { Clock } from '../clock.ts'
import { type AuthTokens, type Signer, signerOf } from './signer.ts'

/** One request that Twilio made to the probe. */
export interface Posted {
  /** Which of the probe's URLs it was made to. */
  readonly to: string
  readonly atMs: number
  readonly signer: Signer
  readonly parameters: Readonly<Record<string, string>>
}

export interface PostBoxOptions {
  readonly clock: Clock
  readonly port: number
  /** Without one, the probe itself is where Twilio gets to: that of a simulator on this machine. */
  readonly publicUrl: string | undefined
  readonly tokens: AuthTokens
  readonly posted: (one: Posted) => void
}

interface Reply {
  readonly status: number
  readonly twiml?: string
}

/** Where callbacks are received. Nobody but Twilio is told its URLs, and they cannot be guessed. */
export class PostBox {
  readonly #secret = randomUUID()
  readonly #received: Posted[] = []
  readonly #listeners = new Set<(one: Posted) => void>()
  readonly #replies = new Map<string, Reply[]>()
  readonly #options: PostBoxOptions
  readonly #server: Server
  #base = ''
  #strangers = 0

  constructor(options: PostBoxOptions) {
    this.#options = options
    this.#server = createServer((request, response) => {
      this.#take(request, response).catch(() => response.destroy())
    })
  }

  /** @returns the port that it listens on, which is the asked one unless that was 0 */
  async open(): Promise<number> {
    const { port, publicUrl } = this.#options
    const where = { server: this.#server, port, name: 'The probe', portVariable: '--listen' }
    const actual = await listen(where)
    const base = publicUrl ?? `http://127.0.0.1:${actual}`
    this.#base = `${base.replace(/\/+$/, '')}/${this.#secret}`
    return actual
  }

  close(): Promise<void> {
    return close(this.#server)
  }

  url(name: string): string {
    return `${this.#base}/${name}`
  }

  /** Requests that no known token signed. They count for nothing. */
  get strangers(): number {
    return this.#strangers
  }

  /** For `when`: only what comes from now on. */
  mark(): number {
    return this.#received.length
  }

  since(mark: number): readonly Posted[] {
    return this.#received.slice(mark)
  }

  /** The first that fits, which may have come already. */
  async when(
    fits: (one: Posted) => boolean,
    { since = 0, withinMs }: { readonly since?: number; readonly withinMs: number },
  ): Promise<Posted | undefined> {
    const known = this.since(since).find(fits)
    if (known !== undefined) return known
    return this.#options.clock.first<Posted>(withinMs, (tell) => {
      const listener = (one: Posted) => (fits(one) ? tell(one) : undefined)
      this.#listeners.add(listener)
      return () => this.#listeners.delete(listener)
    })
  }

  /** What the next request to this URL is answered with; without one it is 204. */
  replyOnce(name: string, reply: Reply): void {
    this.#replies.set(name, [...(this.#replies.get(name) ?? []), reply])
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, to] = (pathOf(request) ?? '').split(`/${this.#secret}/`)
    const body = await readBody(request)
    if (to === undefined || body === undefined) return answer(response, { status: 404 })
    const form = new URLSearchParams(body)
    const signature = String(request.headers['x-twilio-signature'] ?? '')
    const signer = signerOf({ url: this.url(to), form, signature }, this.#options.tokens)
    if (signer === 'nobody') this.#strangers += 1
    if (signer === 'nobody') return answer(response, { status: 403 })
    this.#keep({
      to,
      atMs: this.#options.clock.now(),
      signer,
      parameters: Object.fromEntries(form),
    })
    answer(response, this.#replies.get(to)?.shift() ?? { status: 204 })
  }

  #keep(one: Posted): void {
    this.#received.push(one)
    this.#options.posted(one)
    for (const listener of [...this.#listeners]) listener(one)
  }
}

function answer(response: ServerResponse, { status, twiml }: Reply): void {
  response.writeHead(status, twiml === undefined ? {} : { 'Content-Type': 'text/xml' })
  response.end(twiml ?? '')
}
