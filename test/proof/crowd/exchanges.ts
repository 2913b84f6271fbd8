import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { IncomingMessage, ServerResponse } from 'node:http'

/** One request to an HTTP server of this process, with its answer. */
export interface Exchange {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, unknown>>
  /** What was asked of a table; empty at every other server. */
  readonly sent: string
  readonly status: number
  /** As text, where it was answered in one piece, as the tables and the gateway do. */
  readonly answered: string
}

const STARTED = 'http.server.request.start'
const FINISHED = 'http.server.response.finish'

/** By which operation the tables are asked, and no other server. */
const isTable = ({ headers }: Pick<Exchange, 'headers'>): boolean =>
  String(headers['x-amz-target'] ?? '').startsWith('DynamoDB_')

/** Tells of every exchange that ends, until it is told to stop. */
export function listenIn(onExchange: (exchange: Exchange) => void): { readonly stop: () => void } {
  const texts = new WeakMap<IncomingMessage, { sent: string; answered: string }>()
  const onStart = (message: unknown): void => {
    if (!isBoth(message)) return
    const { request, response } = message
    const text = { sent: '', answered: '' }
    texts.set(request, text)
    if (isTable(request)) {
      request.on('data', (chunk: Buffer) => {
        text.sent += chunk.toString('utf8')
      })
    }
    const { end } = response
    Object.defineProperty(response, 'end', {
      value: (...given: readonly unknown[]): unknown => {
        const [last] = given
        if (typeof last === 'string' || Buffer.isBuffer(last)) text.answered += last.toString()
        return Reflect.apply(end, response, given)
      },
    })
  }
  const onFinish = (message: unknown): void => {
    if (!isBoth(message)) return
    const { request, response } = message
    const { method = '', url: path = '', headers } = request
    const text = texts.get(request) ?? { sent: '', answered: '' }
    onExchange({ method, path, headers, status: response.statusCode, ...text })
  }
  subscribe(STARTED, onStart)
  subscribe(FINISHED, onFinish)
  return {
    stop: () => {
      unsubscribe(STARTED, onStart)
      unsubscribe(FINISHED, onFinish)
    },
  }
}

const isBoth = (
  message: unknown,
): message is { readonly request: IncomingMessage; readonly response: ServerResponse } =>
  typeof message === 'object' &&
  message !== null &&
  'request' in message &&
  'response' in message &&
  message.request instanceof IncomingMessage &&
  message.response instanceof ServerResponse
