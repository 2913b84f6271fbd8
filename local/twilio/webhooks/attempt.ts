import * as http from 'node:http'
import * as https from 'node:https'
import type { SimulatorTime } from '../time.ts'
import type { DeliveryRules } from './overrides.ts'

export interface AttemptRequest {
  /** Where to connect to; what is signed may be another URL. */
  readonly url: URL
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly rules: DeliveryRules
  readonly signal: AbortSignal
}

export type AttemptOutcome =
  | {
      readonly kind: 'answered'
      readonly status: number
      readonly contentType: string
      readonly location: string | undefined
      readonly body: string
    }
  | { readonly kind: 'failed'; readonly reason: 'ct' | 'rt'; readonly detail: string }

/** One HTTP request to the application under test. Never throws: a failure is an outcome. */
export function attempt(time: SimulatorTime, sent: AttemptRequest): Promise<AttemptOutcome> {
  return new Promise((done) => {
    let connected = false
    let cancelTimer = (): void => undefined
    const cancelTotal = time.after(sent.rules.totalTimeoutMs, () => giveUp('no answer in time'))
    const settle = (outcome: AttemptOutcome) => {
      cancelTimer()
      cancelTotal()
      done(outcome)
    }
    const request = (sent.url.protocol === 'https:' ? https : http).request(sent.url, {
      method: sent.method,
      headers: sent.headers,
      // A fresh connection each time: a kept one may be closed just as it is used again.
      agent: false,
      signal: sent.signal,
    })
    const giveUp = (detail: string) => {
      settle({ kind: 'failed', reason: connected ? 'rt' : 'ct', detail })
      request.destroy()
    }
    const begin = (delayMs: number) => {
      cancelTimer()
      cancelTimer = time.after(delayMs, () => giveUp(`no answer within ${delayMs} ms`))
    }
    begin(sent.rules.connectTimeoutMs)
    request.once('socket', (socket) => {
      const ready = sent.url.protocol === 'https:' ? 'secureConnect' : 'connect'
      socket.once(ready, () => {
        connected = true
        begin(sent.rules.readTimeoutMs)
      })
    })
    request.on('error', (error) => giveUp(error.message))
    request.once('response', (response) => {
      readAll(response).then(
        (body) => settle({ kind: 'answered', ...headOf(response), body }),
        (error: unknown) => giveUp(String(error)),
      )
    })
    request.end(sent.body)
  })
}

function headOf(response: http.IncomingMessage) {
  return {
    status: response.statusCode ?? 0,
    contentType: response.headers['content-type'] ?? '',
    location: response.headers.location,
  }
}

async function readAll(response: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString('utf8')
}
