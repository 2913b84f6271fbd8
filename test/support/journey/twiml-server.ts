import { createServer } from 'node:http'
import { close, listen } from '../../../local/listen.ts'

export interface TwimlServer {
  readonly url: string
  stop(): Promise<void>
}

/** Somebody else's IVR, that runs the call before or after the payment. */
export async function twimlServer(twiml: string): Promise<TwimlServer> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/xml').end(twiml)
  })
  const port = await listen({ server, port: 0, name: 'The IVR', portVariable: 'IVR_PORT' })
  return { url: `http://127.0.0.1:${port}/ivr`, stop: () => close(server) }
}
