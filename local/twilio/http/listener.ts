import { createServer, type RequestListener, type Server } from 'node:http'

export interface Listener {
  readonly port: number
  close(): Promise<void>
}

/**
 * Listens on 127.0.0.1, and on ::1 at the same port where that exists: `localhost` is either of
 * them, and which one a client tries first is its own affair.
 */
export async function listen(port: number, handle: RequestListener): Promise<Listener> {
  const first = createServer(handle)
  await listenOn(first, { host: '127.0.0.1', port }).catch((error) => {
    throw explained(error, port)
  })
  const address = first.address()
  const chosen = typeof address === 'object' && address !== null ? address.port : port
  const servers = [first]
  const second = createServer(handle)
  try {
    await listenOn(second, { host: '::1', port: chosen })
    servers.push(second)
  } catch (error) {
    if (port !== 0 && codeOf(error) === 'EADDRINUSE') {
      await close(first)
      throw explained(error, port)
    }
  }
  return {
    port: chosen,
    close: async () => {
      await Promise.all(servers.map(close))
    },
  }
}

function explained(error: unknown, port: number): unknown {
  if (codeOf(error) !== 'EADDRINUSE') return error
  return new Error(
    `Port ${port} is in use; set SIMULATOR_PORT to another one, or to 0 for any free port.`,
    { cause: error },
  )
}

function codeOf(error: unknown): string | undefined {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return undefined
}

function listenOn(server: Server, where: { host: string; port: number }): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', fail)
    server.listen(where, () => {
      server.off('error', fail)
      done()
    })
  })
}

function close(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done())
    server.closeAllConnections()
  })
}
