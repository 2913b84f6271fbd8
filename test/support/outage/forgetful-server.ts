import { createServer } from 'node:http'
import type { Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import { close, listen } from '../../../local/listen.ts'

export interface ForgetfulServer {
  readonly url: string
  /** From now on it knows nothing of the connections there are: who uses one is reset. */
  readonly forget: () => void
  /** How often somebody has connected. */
  readonly connections: () => number
  /** How often somebody has used a connection that was forgotten. */
  readonly resets: () => number
}

export interface Serving {
  /** The body of an answer, to that of a request. */
  readonly answer: (body: string) => string
  /** So many have to be waiting before the first is answered. @default 1 */
  readonly together?: number
}

/** What a function meets that was frozen for longer than the other side keeps a connection. */
export async function forgetfulServer({ answer, together = 1 }: Serving): Promise<ForgetfulServer> {
  const known = new Set<Socket>()
  const forgotten = new Set<Socket>()
  const waiting: Array<() => void> = []
  let resets = 0
  let isOpen = false
  const server = createServer((request, response) => {
    const { socket } = request
    if (forgotten.has(socket)) {
      resets += 1
      socket.resetAndDestroy()
      return
    }
    let body = ''
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString()
    })
    request.on('end', () => {
      waiting.push(() => void response.end(answer(body)))
      isOpen ||= waiting.length >= together
      if (isOpen) for (const tell of waiting.splice(0)) tell()
    })
  })
  // Only `forget` ends a connection.
  server.keepAliveTimeout = 0
  server.on('connection', (socket) => known.add(socket))
  const port = await listen({ server, port: 0, name: 'A cloud', portVariable: 'PORT' })
  onTestFinished(() => close(server))
  return {
    url: `http://127.0.0.1:${port}`,
    forget: () => {
      for (const socket of known) forgotten.add(socket)
    },
    connections: () => known.size,
    resets: () => resets,
  }
}
