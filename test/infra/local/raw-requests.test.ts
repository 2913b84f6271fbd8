import { connect } from 'node:net'
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { routes } from '../../../lambda/routes.ts'
import { type Gateway, startGateway } from '../../../local/gateway.ts'
import { mapKeys } from '../../../local/map-keys.ts'
import { aCallSid, aSessionId } from '../../support/a-session.ts'
import { anyMembers, bodyOf } from '../../support/bad-input/members.ts'
import { oddText } from '../../support/bad-input/odd.ts'
import { aStrictWorld } from '../../support/bad-input/strict-world.ts'
import { handlerMakers } from '../../support/journey/handlers.ts'

const running: Gateway[] = []

afterEach(async () => {
  await Promise.all(running.splice(0).map((gateway) => gateway.stop()))
})

/** The handlers as deployed, behind a gateway, and what of them broke. */
async function start() {
  const strict = aStrictWorld()
  const broken: unknown[] = []
  const gateway = await startGateway({
    port: 0,
    handlers: mapKeys(handlerMakers, (name) => handlerMakers[name](strict.dependencies)),
    report: (name, error) => broken.push([name, error]),
  })
  running.push(gateway)
  return { ...gateway, strict, broken }
}

/** What comes back for bytes, until the connection ends; nothing, if it is just closed. */
function sendBytes(port: number, bytes: Buffer): Promise<string> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    let answer = ''
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1')
    })
    // The other side may reset what it does not understand.
    socket.on('error', () => {})
    socket.on('close', () => done(answer))
  })
}

const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1] ?? 0)

const written = (head: readonly string[], body = ''): Buffer =>
  Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`, 'latin1')

const usual = ['Host: a', 'Connection: close']

describe('bytes that are no request', () => {
  test.each([
    ['no HTTP', written(['nonsense'])],
    ['no version', written(['GET /sessions', ...usual])],
    ['a method that does not exist', written(['PAY /sessions HTTP/1.1', ...usual])],
    ['no host', written(['GET /sessions HTTP/1.1', 'Connection: close'])],
    ['two lengths', written(['POST /sessions HTTP/1.1', ...usual, 'Content-Length: 1, 2'], 'ab')],
    ['a length that is none', written(['POST /sessions HTTP/1.1', ...usual, 'Content-Length: x'])],
    [
      'a length and chunks',
      written(
        ['POST /sessions HTTP/1.1', ...usual, 'Content-Length: 2', 'Transfer-Encoding: chunked'],
        '0\r\n\r\n',
      ),
    ],
    [
      'a broken chunk',
      written(['POST /sessions HTTP/1.1', ...usual, 'Transfer-Encoding: chunked'], 'zz\r\n'),
    ],
    ['a header that goes on', written(['GET /sessions HTTP/1.1', ...usual, 'A: b\r\n\r\n c'])],
    [
      'a header that is too large',
      written(['GET / HTTP/1.1', ...usual, `A: ${'x'.repeat(20_000)}`]),
    ],
    ['a NUL in a header', written(['GET /sessions HTTP/1.1', ...usual, 'A: b\0c'])],
  ])('with %s are answered or dropped, and the next request is served', async (_what, bytes) => {
    const { port, url, broken } = await start()

    expect(statusOf(await sendBytes(port, bytes))).toBeLessThan(500)
    expect((await fetch(`${url}/sessions?callSid=${aCallSid()}`)).status).toBe(200)
    expect(broken).toEqual([])
  })

  test('of a client that goes away amid its body leave nothing behind', async () => {
    const { port, url, broken, strict } = await start()
    const head = written(['POST /sessions HTTP/1.1', 'Host: a', 'Content-Length: 100'], '{"mode"')

    await new Promise<void>((done) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(head, () => socket.destroy()))
      socket.on('close', () => done())
    })

    expect((await fetch(`${url}/sessions?callSid=${aCallSid()}`)).status).toBe(200)
    expect([broken, strict.changes()]).toEqual([[], 0])
  })
})

/** Every route's path, with ids that exist, that do not, and that are none. */
const paths = fc
  .tuple(
    // Starts, and looks for what was started, come often enough, however many routes there are.
    fc.constantFrom(...Object.values(routes), routes['start-session'], routes['find-session']),
    fc.oneof(fc.constantFrom(aSessionId(101), '%', '%00', '%E0%A4', '..', '%2F'), oddText),
    fc.constantFrom('', '?', '?__proto__=1&constructor=2', '?amount=%', '?a=1&a=2', '?%00=%ff'),
  )
  .map(([{ method, path }, id, query]) => {
    const segment = id.replaceAll(/[^!-~]/gu, (odd) =>
      encodeURIComponent(Buffer.from(odd).toString()),
    )
    return `${method} ${path.replaceAll(/\{\w+\}/g, () => segment)}${query} HTTP/1.1`
  })

const headers = fc.array(
  fc.oneof(
    fc.constantFrom(
      'Idempotency-Key: key-1',
      'Idempotency-Key: key-2',
      'Idempotency-Key: \xfc',
      'Idempotency-Key:',
      '__proto__: a',
      'constructor: a',
      'Content-Type: application/json',
      'Content-Type: application/x-www-form-urlencoded',
      'Content-Type: ;;;',
      'Content-Encoding: gzip',
      'Cookie: __proto__=1; ;=',
      'Expect: nothing',
      'X-Forwarded-Host: evil.example.com',
      'X-Twilio-Signature: \xff',
    ),
  ),
  { maxLength: 5 },
)

describe('any request over the wire', () => {
  test('is answered, and none of them with a fault', async () => {
    const { port, strict, broken } = await start()
    const seen = new Set<number>()
    const bodies = fc.oneof(anyMembers.map(bodyOf), oddText).map((text) => Buffer.from(text))

    await fc.assert(
      fc.asyncProperty(paths, headers, bodies, async (line, more, body) => {
        const head = [line, ...usual, ...more, `Content-Length: ${body.length}`]
        const status = statusOf(await sendBytes(port, Buffer.concat([written(head), body])))

        expect([status >= 200 && status < 500, line]).toEqual([true, line])
        seen.add(status)
      }),
      { numRuns: 800, seed: 20_261_126 },
    )
    expect([broken, strict.faults]).toEqual([[], []])
    expect([...seen]).toEqual(expect.arrayContaining([200, 201, 204, 400, 404]))
  })
})
