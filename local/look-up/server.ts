import { createServer, type IncomingMessage } from 'node:http'
import { close, listen } from '../listen.ts'
import { lookUpInLedger, type Question } from './from-ledger.ts'

/** `LOOK_UP_FUNCTION` of the local world. */
export const localLookUpArn = 'arn:aws:lambda:us-east-1:000000000000:function:local-look-up'

export interface LookUpServer {
  /** For `AWS_ENDPOINT_URL_LAMBDA`. */
  readonly url: string
  readonly stop: () => Promise<void>
}

/**
 * As much of Lambda as the functions use: one function that is invoked for its answer.
 * https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export async function startLookUp(options: {
  readonly port: number
  readonly simulatorUrl: string
}): Promise<LookUpServer> {
  const { port, simulatorUrl } = options
  const server = createServer((request, response) => {
    bodyOf(request)
      .then((question) => lookUpInLedger(simulatorUrl, question))
      .then(
        (answer) => response.writeHead(200, json).end(JSON.stringify(answer)),
        (error: unknown) =>
          response
            .writeHead(200, { ...json, 'x-amz-function-error': 'Unhandled' })
            .end(JSON.stringify({ errorMessage: String(error) })),
      )
  })
  const name = 'The look-up'
  const actualPort = await listen({ server, port, name, portVariable: 'LOOK_UP_PORT' })
  return { url: `http://127.0.0.1:${actualPort}`, stop: () => close(server) }
}

const json = { 'content-type': 'application/json' }

async function bodyOf(request: IncomingMessage): Promise<Question> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(Buffer.from(part))
  return JSON.parse(Buffer.concat(parts).toString())
}
