import type { Caller } from './caller.ts'
import type { JourneyWorld } from './world.ts'

export interface Answer {
  readonly status: number
  readonly text: string
  readonly headers: Headers
  readonly body: Record<string, unknown>
}

/** An agent's screen, or any client of the API. */
export class Agent {
  readonly #world: JourneyWorld
  #keys = 0

  constructor(world: JourneyWorld) {
    this.#world = world
  }

  /** With an Idempotency-Key of its own, unless one is given. */
  async posts(path: string, body: unknown = {}, key?: string): Promise<Answer> {
    this.#keys += 1
    return this.#ask(path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': key ?? `key-${this.#keys}`,
      },
      body: JSON.stringify(body),
    })
  }

  /** Starts an assisted session, and answers with its id. */
  async starts(callSid: string, wanted: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const { status, text, body } = await this.posts('/sessions', {
      mode: 'assisted',
      callSid,
      reference: 'INV-1001',
      ...wanted,
    })
    if (status !== 201) throw new Error(`The session was not started: ${text}`)
    return String(body['sessionId'])
  }

  /** Asks for a field, has the caller key it, and waits until Twilio has taken it. */
  async captures(
    sessionId: string,
    entry: { readonly field: string; readonly keys: string; readonly by: Caller },
  ): Promise<void> {
    const { field, keys, by } = entry
    const asked = await this.posts(`/sessions/${sessionId}/captures`, { field })
    if (asked.status !== 202) throw new Error(`${field} was not asked: ${asked.text}`)
    await by.presses(keys)
    // Twilio's side costs nothing to ask; ours need not be asked with every key.
    await this.#world.until(
      async () => !by.isKeying() && (await this.session(sessionId))['status'] === 'collecting',
    )
  }

  /** Completes the session, and waits until it is known what came of it. */
  async completes(sessionId: string): Promise<Record<string, unknown>> {
    const asked = await this.posts(`/sessions/${sessionId}/complete`)
    if (asked.status !== 202) throw new Error(`It was not completed: ${asked.text}`)
    await this.#world.until(async () => (await this.session(sessionId))['status'] !== 'completing')
    return this.session(sessionId)
  }

  reads(path: string): Promise<Answer> {
    return this.#ask(path, {})
  }

  async session(id: unknown): Promise<Record<string, unknown>> {
    return (await this.reads(`/sessions/${id}`)).body
  }

  async sessionOfCall(callSid: string): Promise<Record<string, unknown>> {
    const { body } = await this.reads(`/sessions?callSid=${callSid}`)
    const [session] = Array.isArray(body['sessions']) ? body['sessions'] : []
    if (session === undefined) throw new Error(`No session has call ${callSid}.`)
    return session
  }

  async #ask(path: string, request: RequestInit): Promise<Answer> {
    const response = await fetch(this.#world.gatewayUrl + path, request)
    const text = await response.text()
    const body: unknown = text.startsWith('{') ? JSON.parse(text) : {}
    return {
      status: response.status,
      text,
      headers: response.headers,
      body: typeof body === 'object' && body !== null ? { ...body } : {},
    }
  }
}
