import { request } from 'node:http'
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda'
import { afterEach, describe, expect, test } from 'vitest'
import type { RouteName } from '../../../lambda/routes.ts'
import type { RouteHandler } from '../../../local/gateway/answer.ts'
import { type Gateway, type GatewayOptions, startGateway } from '../../../local/gateway.ts'

const running: Gateway[] = []

afterEach(async () => {
  await Promise.all(running.splice(0).map((gateway) => gateway.stop()))
})

interface Invocation {
  readonly name: RouteName
  readonly event: APIGatewayProxyEventV2
  readonly context: Context
}

/** A gateway whose functions all give the same result and remember how they were invoked. */
async function start(
  options: Partial<GatewayOptions> & { result?: unknown } = {},
): Promise<{ url: string; port: number; invocations: Invocation[] }> {
  const { result = { statusCode: 200, body: 'ok' }, ...rest } = options
  const invocations: Invocation[] = []
  const recorder =
    (name: RouteName): RouteHandler =>
    async (event, context) => {
      invocations.push({ name, event, context })
      if (result instanceof Error) throw result
      return result
    }
  const gateway = await startGateway({ port: 0, handlers: handlersOf(recorder), ...rest })
  running.push(gateway)
  return { ...gateway, invocations }
}

function handlersOf(handler: (name: RouteName) => RouteHandler): Record<RouteName, RouteHandler> {
  return {
    'start-session': handler('start-session'),
    'find-session': handler('find-session'),
    'read-session': handler('read-session'),
    'read-token': handler('read-token'),
    'request-capture': handler('request-capture'),
    'complete-session': handler('complete-session'),
    'cancel-session': handler('cancel-session'),
    'resolve-session': handler('resolve-session'),
    'receive-callback': handler('receive-callback'),
    'answer-call': handler('answer-call'),
    'take-turn': handler('take-turn'),
    'note-call-status': handler('note-call-status'),
  }
}

/** `fetch` follows the rules of browsers; this sends the headers that it is told to. */
function sendRaw(port: number, path: string, headers: Record<string, string | string[]>) {
  return new Promise<number>((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, headers }, (response) => {
      response.resume()
      response.once('end', () => resolve(response.statusCode ?? 0))
    })
    sent.once('error', reject).end()
  })
}

describe('a request through the gateway', () => {
  test('invokes the function of its route with what the path holds', async () => {
    const { url, invocations } = await start()

    const response = await fetch(`${url}/callbacks/s-1/2/3/a%20b`, { method: 'POST' })

    expect(await response.text()).toBe('ok')
    expect(invocations).toHaveLength(1)
    expect(invocations[0]).toMatchObject({
      name: 'receive-callback',
      event: {
        version: '2.0',
        routeKey: 'POST /callbacks/{sessionId}/{attempt}/{step}/{seal}',
        // An HTTP API decodes the path, the "raw" one too.
        rawPath: '/callbacks/s-1/2/3/a b',
        pathParameters: { sessionId: 's-1', attempt: '2', step: '3', seal: 'a b' },
      },
    })
  })

  test('keeps the raw query as it was sent and decodes the parsed one', async () => {
    const { url, invocations } = await start()

    await fetch(`${url}/voice/pay?amount=42.50&name=a%20b+c&x=1&x=2&empty=`, { method: 'POST' })

    expect(invocations[0]?.event).toMatchObject({
      rawQueryString: 'amount=42.50&name=a%20b+c&x=1&x=2&empty=',
      queryStringParameters: { amount: '42.50', name: 'a b c', x: '1,2', empty: '' },
    })
  })

  test('arrives base64-encoded when it is a form, as Twilio sends it', async () => {
    const { url, invocations } = await start()

    const body = new URLSearchParams({ CallSid: 'CA1', ProfileId: '' })
    await fetch(`${url}/voice/status`, { method: 'POST', body })

    const event = invocations[0]?.event
    expect(event?.isBase64Encoded).toBe(true)
    expect(event?.body).toBe('Q2FsbFNpZD1DQTEmUHJvZmlsZUlkPQ==')
  })

  test.each(['application/json', 'text/plain; charset=utf-8', 'application/xml'])(
    'arrives as text when it is %s',
    async (type) => {
      const { url, invocations } = await start()

      const headers = { 'content-type': type }
      await fetch(`${url}/sessions`, { method: 'POST', headers, body: '{"é":1}' })

      expect(invocations[0]?.event).toMatchObject({ isBase64Encoded: false, body: '{"é":1}' })
    },
  )

  test('has lower-case headers, its duplicates joined, and its cookies apart', async () => {
    const { port, invocations } = await start()

    await sendRaw(port, '/sessions', { 'X-Many': ['one', 'two'], Cookie: 'a=1; b=2' })

    const event = invocations[0]?.event
    expect(event?.headers).toMatchObject({ 'x-many': 'one,two', 'x-forwarded-proto': 'https' })
    expect(event?.headers).not.toHaveProperty('cookie')
    expect(event?.cookies).toEqual(['a=1', 'b=2'])
  })

  test('tells its time in milliseconds and counts the time left by the given clock', async () => {
    let nowEpochMs = 1_700_000_000_123
    const { url, invocations } = await start({ now: () => nowEpochMs })

    await fetch(`${url}/voice/status`, { method: 'POST' })
    nowEpochMs += 4_000

    const { event, context } = invocations[0] ?? {}
    expect(event?.requestContext.timeEpoch).toBe(1_700_000_000_123)
    expect(event?.requestContext.time).toBe('14/Nov/2023:22:13:20 +0000')
    expect(context?.getRemainingTimeInMillis()).toBe(10_000)
  })

  test('carries an identity on a client route and none on a route of Twilio', async () => {
    const { url, invocations } = await start({ publicBaseUrl: 'https://pay.example.com' })

    await fetch(`${url}/sessions/one`)
    await fetch(`${url}/voice/status`, { method: 'POST' })

    const [client, twilio] = invocations.map(({ event }) => event.requestContext)
    expect(client).toMatchObject({
      domainName: 'pay.example.com',
      authorizer: { iam: { userArn: 'arn:aws:iam::000000000000:user/local-client' } },
    })
    expect(twilio).not.toHaveProperty('authorizer')
  })
})

describe('what the gateway answers by itself', () => {
  test.each([
    ['GET', '/nowhere', 404],
    ['GET', '/voice/status', 404],
    ['POST', '/sessions/', 404],
    ['GET', '/sessions/', 404],
    ['GET', '/sessions/%E0%A4%A', 400],
    ['OPTIONS', '/sessions', 404],
  ])('%s %s is %i', async (method, path, status) => {
    const { url, invocations } = await start()

    const response = await fetch(url + path, { method })

    expect(response.status).toBe(status)
    expect(invocations).toEqual([])
  })

  test('a body over 10 MB is refused before any function sees it', async () => {
    const { url, invocations } = await start()

    const body = new Uint8Array(10 * 1024 * 1024 + 1)
    const response = await fetch(`${url}/sessions`, { method: 'POST', body })

    expect(response.status).toBe(413)
    expect(await response.json()).toEqual({ message: 'Request Entity Too Large' })
    expect(invocations).toEqual([])
  })

  test.each([
    ['nothing', null],
    ['no status code', { body: 'ok' }],
    ['a status code that is text', { statusCode: '200' }],
    ['a status code that does not exist', { statusCode: 700 }],
    ['a body that is no text', { statusCode: 200, body: { ok: true } }],
    ['a header that is a list', { statusCode: 200, headers: { a: ['b'] } }],
    ['an error', new Error('a bug')],
  ])('a function that returns %s becomes a 500 without detail', async (_what, result) => {
    const reported: unknown[] = []
    const report = (name: string) => reported.push(name)
    const { url } = await start({ result, report })

    const response = await fetch(`${url}/sessions`)

    expect(response.status).toBe(500)
    expect(await response.json()).toEqual({ message: 'Internal Server Error' })
    expect(reported).toEqual(['find-session'])
  })
})

describe('what a function answers', () => {
  test('reaches the client: status, headers, cookies and bytes', async () => {
    const headers = { 'Content-Type': 'text/xml', 'Retry-After': 2 }
    const cookies = ['a=1; Secure', 'b=2']
    const body = Buffer.from('<Response/>').toString('base64')
    const result = { statusCode: 409, headers, cookies, body, isBase64Encoded: true }
    const { url } = await start({ result })

    const response = await fetch(`${url}/sessions`)

    expect(response.status).toBe(409)
    expect(response.headers.get('content-type')).toBe('text/xml')
    expect(response.headers.get('retry-after')).toBe('2')
    expect(response.headers.getSetCookie()).toEqual(cookies)
    expect(await response.text()).toBe('<Response/>')
  })
})

describe('a page of another origin', () => {
  const allowedOrigins = ['https://desk.example.com']

  test('may ask beforehand and read the answer when its origin is allowed', async () => {
    const { url, invocations } = await start({ allowedOrigins })
    const headers = { origin: 'https://desk.example.com' }

    const preflight = await fetch(`${url}/sessions`, { method: 'OPTIONS', headers })
    const response = await fetch(`${url}/sessions`, { headers })

    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-headers')).toContain('idempotency-key')
    expect(preflight.headers.get('access-control-allow-methods')).toBe('GET,POST')
    expect(response.headers.get('access-control-allow-origin')).toBe('https://desk.example.com')
    expect(response.headers.get('access-control-expose-headers')).toContain('retry-after')
    expect(invocations).toHaveLength(1)
  })

  test('may not when its origin is another', async () => {
    const { url } = await start({ allowedOrigins })

    const response = await fetch(`${url}/sessions`, { headers: { origin: 'https://evil.example' } })

    expect(response.headers.get('access-control-allow-origin')).toBeNull()
  })
})

describe('the gateway', () => {
  test('says which variable to set when its port is taken', async () => {
    const { port } = await start()

    await expect(start({ port })).rejects.toThrow(
      `The gateway cannot listen on port ${port}, because something else does. ` +
        'Set GATEWAY_PORT to a free port, or to 0 to take any.',
    )
  })

  test('runs a schedule at its interval, never twice at a time, and stops it', async () => {
    const events: string[] = []
    const finish: Array<() => void> = []
    const ticks: Array<{ run: () => void; intervalMs: number; stopped: boolean }> = []
    const gateway = await startGateway({
      port: 0,
      handlers: handlersOf(() => async () => ({ statusCode: 200 })),
      schedules: {
        'settle-due-sessions': (event) => {
          events.push(event.time)
          return new Promise<void>((resolve) => finish.push(resolve))
        },
      },
      now: () => 1_700_000_000_123,
      repeat: (run, intervalMs) => {
        const tick = { run, intervalMs, stopped: false }
        ticks.push(tick)
        return () => {
          tick.stopped = true
        }
      },
    })

    ticks[0]?.run()
    ticks[0]?.run()
    const whileRunning = [...events]
    finish[0]?.()
    await new Promise(setImmediate)
    ticks[0]?.run()
    await gateway.stop()

    expect(whileRunning).toEqual(['2023-11-14T22:13:20Z'])
    expect(events).toHaveLength(2)
    expect(ticks).toMatchObject([{ intervalMs: 60_000, stopped: true }])
  })
})
