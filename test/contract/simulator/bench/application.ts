import { createServer } from 'node:http'

/** One request that the simulator made to the application under test. */
export interface Received {
  readonly path: string
  readonly parameters: Readonly<Record<string, string>>
  readonly signature: string
  readonly token: string
}

interface Answered {
  readonly status?: number
  readonly type?: string
  readonly body?: string
  readonly location?: string
}

type Answer = (received: Received) => Answered | Promise<Answered>

/** A stand-in for the application: answers TwiML by path, and 204 to everything else. */
export async function startApplication() {
  const received: Received[] = []
  const answers = new Map<string, Answer>()
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', async () => {
      const one: Received = {
        path: request.url ?? '',
        parameters: Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString())),
        signature: String(request.headers['x-twilio-signature'] ?? ''),
        token: String(request.headers['i-twilio-idempotency-token'] ?? ''),
      }
      received.push(one)
      const answer = await answers.get(one.path.split('?')[0] ?? '')?.(one)
      const status = answer?.status ?? (answer?.body === undefined ? 204 : 200)
      response.writeHead(status, {
        'content-type': answer?.type ?? 'text/xml',
        ...(answer?.location === undefined ? {} : { location: answer.location }),
      })
      response.end(answer?.body ?? '')
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    /** The callbacks received so far, without the voice webhooks. */
    callbacks: () => received.filter(({ path }) => path.startsWith('/callback')),
    answerWith: (path: string, answer: Answer) => answers.set(path, answer),
    twiml: (path: string, inner: string) =>
      answers.set(path, () => ({ body: `<Response>${inner}</Response>` })),
    stop: () =>
      new Promise<void>((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

export type Application = Awaited<ReturnType<typeof startApplication>>
