import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { type IncomingMessage, ServerResponse } from 'node:http'

export interface Counts {
  /** Conditional writes that the tables refused: another version, or a claim that is held. */
  readonly refusedWrites: number
  /** Requests of clients that are still worked on, or that lost to another: 409, by path. */
  readonly conflicts: number
  /** Answers of a server of this world that say that it broke. */
  readonly serverErrors: number
  readonly httpRequests: number
}

const FINISHED = 'http.server.response.finish'

const isOf = (
  message: unknown,
): message is { readonly request: IncomingMessage; readonly response: ServerResponse } =>
  typeof message === 'object' &&
  message !== null &&
  'request' in message &&
  'response' in message &&
  message.response instanceof ServerResponse

/** Counts what every HTTP server of this process answers, until it is told to stop. */
export function countAnswers(): { readonly stop: () => Counts } {
  const counts = { refusedWrites: 0, conflicts: 0, serverErrors: 0, httpRequests: 0 }
  const onFinish = (message: unknown): void => {
    if (!isOf(message)) return
    const { request, response } = message
    counts.httpRequests += 1
    const isTable = request.headers['x-amz-target'] !== undefined
    if (isTable && response.statusCode === 400) counts.refusedWrites += 1
    if (!isTable && response.statusCode === 409) counts.conflicts += 1
    if (response.statusCode >= 500) counts.serverErrors += 1
  }
  subscribe(FINISHED, onFinish)
  return {
    stop: () => {
      unsubscribe(FINISHED, onFinish)
      return counts
    },
  }
}

/** Keeps what deployed code logs to standard output: some forty lines a payment. */
export function keepLog(): { readonly stop: () => readonly string[] } {
  const lines: string[] = []
  const write = process.stdout.write
  process.stdout.write = (chunk: string | Uint8Array): boolean => {
    lines.push(...String(chunk).split('\n').filter(Boolean))
    return true
  }
  return {
    stop: () => {
      process.stdout.write = write
      return lines
    },
  }
}
