import { createServer } from 'node:http'
import { json } from 'node:stream/consumers'
import { close, listen } from '../listen.ts'
import type { FifoQueue } from './fifo-queue.ts'
import { answerTo, refusal } from './operations.ts'

export interface ServedQueue {
  readonly queue: FifoQueue
  /** Hears of each message that was taken. */
  readonly onSent?: () => void
}

export interface QueueServer {
  /** For `AWS_ENDPOINT_URL_SQS`. */
  readonly url: string
  /** The QueueUrl of one of the queues. */
  urlOf(name: string): string
  /** How many there have been. */
  connections(): number
  readonly stop: () => Promise<void>
}

export interface QueueServerOptions {
  /** 0 takes any free port. */
  readonly port: number
  /** By name, which ends in `.fifo`. */
  readonly queues: ReadonlyMap<string, ServedQueue>
}

/** As much of SQS as the functions, and whoever reads outcomes, use: by the JSON protocol. */
export async function startQueueServer(options: QueueServerOptions): Promise<QueueServer> {
  const { port, queues } = options
  const server = createServer((request, response) => {
    const target = String(request.headers['x-amz-target'] ?? '')
    void json(request)
      .then((body) => answerTo(target, { queues, body }))
      .catch(() => refusal('InvalidParameterValue'))
      .then(({ status, answer, served }) => {
        response.writeHead(status, { 'content-type': jsonType })
        response.end(JSON.stringify(answer))
        served?.onSent?.()
      })
  })
  let connections = 0
  server.on('connection', () => {
    connections += 1
  })
  const name = 'The embedded SQS'
  const actualPort = await listen({ server, port, name, portVariable: 'QUEUE_PORT' })
  const url = `http://127.0.0.1:${actualPort}`
  return {
    url,
    urlOf: (queue) => `${url}/${localAccount}/${queue}`,
    connections: () => connections,
    stop: () => close(server),
  }
}

const jsonType = 'application/x-amz-json-1.0'
const localAccount = '000000000000'
