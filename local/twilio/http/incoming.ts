import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'

/** Far more than any request of Twilio's API or of the front door needs. */
const bodyBytesMax = 64 * 1024

export interface Incoming {
  readonly method: string
  /** As sent: still percent-encoded. */
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** `undefined` when the target is no path at all. */
export function pathOf(request: IncomingMessage): string | undefined {
  const target = request.url ?? ''
  if (!target.startsWith('/')) return undefined
  const end = target.search(/[?#]/)
  return end === -1 ? target : target.slice(0, end)
}

/** `undefined` when the body is larger than 64 KB; what follows is then left unread. */
export async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    const part = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk))
    bytes += part.length
    if (bytes > bodyBytesMax) return undefined
    chunks.push(part)
  }
  return Buffer.concat(chunks).toString('utf8')
}
