import type { ServerResponse } from 'node:http'

/** What a route answers. `reset` breaks the connection; `stream` takes the response over. */
export type Reply =
  | {
      readonly kind: 'text'
      readonly status: number
      readonly headers: Readonly<Record<string, string>>
      readonly body: string
    }
  | { readonly kind: 'reset' }
  | { readonly kind: 'stream'; readonly open: (response: ServerResponse) => void }

export type TextReply = Extract<Reply, { kind: 'text' }>

export function json(status: number, value: unknown): TextReply {
  return {
    kind: 'text',
    status,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(value),
  }
}

/** The front door's way to say no. */
export function refusal(status: number, error: string): TextReply {
  return json(status, { status, error })
}

export function write(reply: Reply, response: ServerResponse): void {
  switch (reply.kind) {
    case 'text':
      response.writeHead(reply.status, {
        ...reply.headers,
        'Content-Length': String(Buffer.byteLength(reply.body)),
      })
      response.end(reply.body)
      return
    case 'reset':
      response.destroy()
      return
    case 'stream':
      reply.open(response)
      return
    default:
      reply satisfies never
  }
}
