import { createServer } from 'node:http'
import { onTestFinished } from 'vitest'

export interface Posted {
  readonly method: string
  readonly path: string
  readonly authorization: string
  readonly contentType: string
  readonly body: Readonly<Record<string, unknown>>
}

interface Answered {
  readonly status?: number
  readonly body: string
}

/** `undefined` takes the request and never answers. */
type Answer = (posted: Posted, count: number) => Answered | undefined

/** A payment endpoint as a user of the simulator would build one, on this machine. */
export async function startPaymentEndpoint(answer: Answer) {
  const posts: Posted[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const posted: Posted = {
        method: request.method ?? '',
        path: request.url ?? '',
        authorization: request.headers.authorization ?? '',
        contentType: request.headers['content-type'] ?? '',
        body: JSON.parse(Buffer.concat(chunks).toString()),
      }
      posts.push(posted)
      const answered = answer(posted, posts.length)
      if (answered === undefined) return
      response.writeHead(answered.status ?? 200, { 'content-type': 'application/json' })
      response.end(answered.body)
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(async () => {
    await new Promise<void>((done) => {
      server.close(() => done())
      server.closeAllConnections()
    })
  })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { url: `http://127.0.0.1:${port}/pay?shop=7`, posts }
}

/** The documented form of an answer. */
export const says = (
  fields: Readonly<Record<string, unknown>>,
  status = 200,
): { status: number; body: string } => ({
  status,
  body: JSON.stringify({ charge_id: null, error_code: null, error_message: null, ...fields }),
})
