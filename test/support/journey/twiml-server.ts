import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { close, listen } from '../../../local/listen.ts'

export interface TwimlServer {
  readonly url: string
  /** What it was asked, in order. */
  requests(): ReadonlyArray<{ readonly path: string; readonly body: string }>
  stop(): Promise<void>
}

/** Somebody else's IVR, that runs the call before or after the payment. */
export async function twimlServer(twiml: string): Promise<TwimlServer> {
  const requests: Array<{ path: string; body: string }> = []
  const server = createServer(async (request, response) => {
    requests.push({ path: request.url ?? '', body: await text(request) })
    response.setHeader('content-type', 'text/xml').end(twiml)
  })
  const port = await listen({ server, port: 0, name: 'The IVR', portVariable: 'IVR_PORT' })
  const url = `http://127.0.0.1:${port}/ivr`
  return { url, requests: () => requests, stop: () => close(server) }
}
