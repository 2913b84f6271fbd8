import type { IncomingMessage } from 'node:http'

/** What an HTTP API takes at most, by its quotas. */
export const bodyBytesMax = 10 * 1024 * 1024

/** Reads to the end even when nothing is kept, so that the client hears the answer. */
export async function readBody(request: IncomingMessage): Promise<Buffer | 'too large'> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    const buffer = Buffer.from(chunk)
    bytes += buffer.length
    if (bytes <= bodyBytesMax) chunks.push(buffer)
  }
  return bytes > bodyBytesMax ? 'too large' : Buffer.concat(chunks)
}
