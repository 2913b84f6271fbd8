import type { ServerResponse } from 'node:http'
import { type Call, viewOf } from '../calls/call.ts'
import type { DeliveredCallback } from '../webhooks/callback-desk.ts'

export interface WebhookEvent {
  readonly at: string
  readonly url: string
  readonly status: number
}

/** What happens on a call, told live to everyone who listens (server-sent events). */
export class CallEvents {
  readonly #listeners = new Map<string, Set<ServerResponse>>()

  listen(call: Call, response: ServerResponse): void {
    const listeners = this.#listeners.get(call.sid) ?? new Set()
    this.#listeners.set(call.sid, listeners)
    listeners.add(response)
    response.writeHead(200, {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-store',
    })
    response.once('close', () => listeners.delete(response))
    send(response, 'call', viewOf(call))
  }

  callChanged(call: Call): void {
    for (const response of this.#of(call.sid)) send(response, 'call', viewOf(call))
  }

  callbackDelivered({ callback, status }: DeliveredCallback, at: string): void {
    const { url, parameters, payment } = callback
    // The application says 2xx to a signature it accepts, and 403 to another.
    const verified = status >= 200 && status < 300 ? true : status === 403 ? false : undefined
    const event = { at, url, parameters, status, ...(verified === undefined ? {} : { verified }) }
    for (const response of this.#of(payment.callSid)) send(response, 'callback', event)
  }

  webhookSent(call: Call, event: WebhookEvent): void {
    for (const response of this.#of(call.sid)) send(response, 'webhook', event)
  }

  stop(): void {
    for (const listeners of this.#listeners.values()) {
      for (const response of listeners) response.end()
    }
    this.#listeners.clear()
  }

  #of(callSid: string): readonly ServerResponse[] {
    return [...(this.#listeners.get(callSid) ?? [])]
  }
}

function send(response: ServerResponse, event: string, value: unknown): void {
  response.write(`event: ${event}\ndata: ${JSON.stringify(value)}\n\n`)
}
