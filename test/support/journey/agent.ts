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
