import type { Server } from 'node:http'

/** Local servers are for this machine only: nobody else may take part in a payment. */
const loopback = '127.0.0.1'

export interface ListenOptions {
  readonly server: Server
  /** 0 takes any free port. */
  readonly port: number
  /** What is about to listen, as it appears in an error: `The gateway`. */
  readonly name: string
  /** What a person can set to choose another port. */
  readonly portVariable: string
}

/** @returns the port that the server listens on, which is the asked one unless that was 0. */
export function listen(options: ListenOptions): Promise<number> {
  const { server, port } = options
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(explain(error, options)))
    server.listen(port, loopback, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

/** Closes at once; connections that clients keep alive would otherwise hold the server open. */
export function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()))
    server.closeAllConnections()
  })
}

function explain(error: Error, { name, port, portVariable }: ListenOptions): Error {
  if (!('code' in error) || error.code !== 'EADDRINUSE') return error
  return new Error(
    `${name} cannot listen on port ${port}, because something else does. ` +
      `Set ${portVariable} to a free port, or to 0 to take any.`,
    { cause: error },
  )
}
