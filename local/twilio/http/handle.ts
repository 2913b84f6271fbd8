import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { type Incoming, pathOf, readBody } from './incoming.ts'
import { type Reply, refusal, write } from './reply.ts'

export interface Handling {
  /** `undefined` for a path that is not the simulator's own. */
  answer(request: Incoming): Promise<Reply | undefined>
  /** Mounted behind everything else; tells whether it answered. */
  page(request: IncomingMessage, response: ServerResponse): boolean
}

/** From Node's request to a reply. Whatever a client sends, the server goes on. */
export function handleWith(handling: Handling): RequestListener {
  return (request, response) => {
    response.on('error', () => undefined)
    respond(handling, { request, response }).catch((error: unknown) => {
      if (response.headersSent || response.destroyed) response.destroy()
      else write(refusal(500, `The simulator has a bug: ${String(error)}`), response)
    })
  }
}

async function respond(
  handling: Handling,
  { request, response }: { request: IncomingMessage; response: ServerResponse },
): Promise<void> {
  const path = pathOf(request)
  if (path === undefined) return write(refusal(400, 'The request needs a path.'), response)
  const { method = 'GET', headers } = request
  const body = hasBody(request) ? await readBodyOrClose(request) : ''
  if (body === undefined) {
    const tooLarge = refusal(413, 'The body is larger than 64 KB.')
    write({ ...tooLarge, headers: { ...tooLarge.headers, Connection: 'close' } }, response)
    return
  }
  const reply = await handling.answer({ method, path, headers, body })
  if (reply !== undefined) return write(reply, response)
  if (handling.page(request, response)) return
  write(refusal(404, `There is nothing at ${path}.`), response)
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

/** A client that breaks off while sending gets no answer, and needs none. */
async function readBodyOrClose(request: IncomingMessage): Promise<string | undefined> {
  try {
    return await readBody(request)
  } catch {
    return ''
  }
}
