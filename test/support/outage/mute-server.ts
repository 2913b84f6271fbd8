import { createServer } from 'node:net'
import { onTestFinished } from 'vitest'

export interface MuteServer {
  readonly url: string
  /** How often somebody has connected. */
  readonly connections: () => number
}

/** Takes every connection until the test is over, and never says a word. */
export async function muteServer(): Promise<MuteServer> {
  const sockets = new Set<{ destroy(): void }>()
  const server = createServer((socket) => void sockets.add(socket))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  return { url: `http://127.0.0.1:${port}`, connections: () => sockets.size }
}
