import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { CallResource } from '../../../lambda/adapters/twilio/calls.ts'
import type { CredentialSource, SignIn } from '../../../lambda/adapters/twilio/credentials.ts'
import { PaymentsResource } from '../../../lambda/adapters/twilio/payments.ts'
import { type RestRequest, TwilioRest } from '../../../lambda/adapters/twilio/rest.ts'

export const accountSid = 'AC00000000000000000000000000000001'

export interface Heard {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly form: URLSearchParams
}

export type Answer = (response: ServerResponse, request: IncomingMessage) => void

/** A whole answer. */
export const answering =
  (status: number, body: string, headers: Record<string, string> = {}): Answer =>
  (response) =>
    void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body)

async function listening(answer: Answer) {
  const heard: Heard[] = []
  let connections = 0
  const server = createServer(async (request, response) => {
    const chunks: Uint8Array[] = []
    for await (const chunk of request) chunks.push(chunk)
    const { method = '', url = '', headers } = request
    const form = new URLSearchParams(Buffer.concat(chunks).toString('utf8'))
    heard.push({ method, path: url, headers, form })
    answer(response, request)
  })
  server.on('connection', () => {
    connections += 1
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  })
  return { url: urlOf(server.address()), heard, connections: () => connections }
}

function urlOf(address: AddressInfo | string | null): string {
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return `http://127.0.0.1:${address.port}`
}

/** The deployed adapters, against a server of this test that answers in one way. */
export async function aTwilio(answer: Answer, options: AdapterOptions = {}) {
  const server = await listening(answer)
  return { ...server, ...adaptersAt(server.url, options) }
}

interface AdapterOptions {
  readonly secretFails?: boolean
  /** Reading the secret anew gives something else. */
  readonly doubtHelps?: boolean
  /** What a secret that is being rotated would sign in with next. */
  readonly pending?: SignIn
}

export function adaptersAt(apiBaseUrl: string, options: AdapterOptions = {}) {
  const { secretFails = false, doubtHelps = false, pending = null } = options
  const doubts: string[] = []
  const withToken = (token: string, pending: SignIn | null) => ({
    accountSid,
    user: 'SK1',
    password: 'päss:word',
    pending,
    authTokens: [token],
    sealTokens: [token],
  })
  const credentials: CredentialSource = {
    current: async () => {
      if (secretFails) throw new Error('AccessDenied')
      return withToken('token', null)
    },
    doubt: async () => {
      doubts.push('doubt')
      return doubtHelps ? withToken('token read anew', pending) : null
    },
  }
  const rest = new TwilioRest({ credentials, apiBaseUrl })
  const accounts = { request: (_: string, ask: RestRequest) => rest.request(ask) }
  const publicBaseUrl = 'https://pay.example.com'
  const payments = new PaymentsResource({ accounts, publicBaseUrl })
  return { payments, calls: new CallResource(accounts), doubts }
}
