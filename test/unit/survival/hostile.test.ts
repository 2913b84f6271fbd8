import { describe, expect, test } from 'vitest'
import type { GatewayEvent } from '../../../lambda/http/gateway-types.ts'
import type { RouteName } from '../../../lambda/routes.ts'
import { aCallSid, aPaymentSid, aSessionId, NOON } from '../../support/a-session.ts'
import { asked, callbackPath, doors, signed } from '../../support/http/doors.ts'
import { sessionIn } from '../../support/sessions-in.ts'

/** CloudWatch takes much more; a line that is longer has something of the request in it. */
const LINE_BYTES_MAX = 4 * 1_024

const mega = 1_024 * 1_024

const good = {
  ...{ mode: 'assisted', callSid: aCallSid(2), reference: 'INV-1001' },
  ...{ amount: '42.50', currency: 'USD' },
}

const start = (wanted: object): Partial<GatewayEvent> =>
  asked('key-1', { body: { ...good, ...wanted } })

const written = (body: string): Partial<GatewayEvent> => ({ ...asked('key-1'), body })

const amounts = [
  ...['1e21', '-0', '-1', 'NaN', 'Infinity', '1,000.00', '0.1+0.2', '1000000', '0x10', '1_000'],
  ...[1e21, -0, 42.5, 0.1 + 0.2, null, [], {}, true, '1.234', ' 1', '1\u0000', '١'],
]

const texts = [
  ...[
    '\u0000',
    'INV\u0000',
    'INV\r\nSet-Cookie: a=b',
    '\u202eINV',
    'INV\u2066',
    '../INV',
    '<script>',
  ],
  ...['x'.repeat(65), '', ' ', '%{jndi:ldap://x}', "' OR 1=1 --", 'INV\ud800'],
]

const sids = [
  '../../Accounts/AC1',
  `CA${'0'.repeat(31)}/`,
  `CA${'0'.repeat(30)}..`,
  `CA${'0'.repeat(32)}/../x`,
  `CA${'g'.repeat(32)}`,
  `CA${'0'.repeat(32)}\n`,
]

const many = Object.fromEntries(Array.from({ length: 600 }, (_, n) => [`m${n}`, n]))

interface Attack {
  readonly what: string
  readonly event: Partial<GatewayEvent>
  readonly statusCode?: number
}

const starts: readonly Attack[] = [
  ...amounts.map((amount) => ({
    what: `amount ${JSON.stringify(amount)}`,
    event: start({ amount }),
  })),
  { what: 'yen with decimals', event: start({ amount: '1.50', currency: 'JPY' }) },
  ...texts.map((text) => ({
    what: `reference ${JSON.stringify(text).slice(0, 40)}`,
    event: start({ reference: text }),
  })),
  ...sids.map((callSid) => ({
    what: `call ${JSON.stringify(callSid)}`,
    event: start({ callSid }),
  })),
  { what: 'a StatusCallback', event: start({ StatusCallback: 'https://evil.example.com' }) },
  { what: 'a statusCallback', event: start({ statusCallback: 'https://evil.example.com' }) },
  { what: 'a nested parameter', event: start({ parameter: { AVSName: { StatusCallback: 'x' } } }) },
  { what: 'a parameter in JSON', event: start({ parameter: '{"a":{"b":{}}}' }) },
  { what: '600 members', event: start(many) },
  { what: '__proto__', event: written('{"__proto__":{"mode":"assisted"}}') },
  { what: 'constructor', event: written('{"constructor":{"prototype":{"amount":"1"}}}') },
  { what: 'half of its JSON', event: written('{"mode":"assis') },
  { what: 'a list', event: written('[]') },
  { what: 'nested a thousand deep', event: written('['.repeat(5_000) + ']'.repeat(5_000)) },
  { what: '10 MB', event: written(`{"a":"${'x'.repeat(10 * mega)}"}`), statusCode: 413 },
  {
    what: '10 MB in base64',
    event: { ...written(Buffer.alloc(10 * mega, 65).toString('base64')), isBase64Encoded: true },
    statusCode: 413,
  },
]

const charged = sessionIn('completing')
const path = callbackPath(charged, { nowMs: NOON })
const paid = { Result: 'success', Sid: aPaymentSid() }
const parameters = Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`P${n}`, 'x']))

const forms: readonly (Attack & { readonly route: RouteName })[] = [
  {
    ...{ what: '10,000 parameters', route: 'receive-callback', statusCode: 413 },
    event: signed(path, { ...paid, ...parameters }),
  },
  {
    ...{ what: '10 MB', route: 'receive-callback', statusCode: 413 },
    event: signed(path, { ...paid, Filler: 'x'.repeat(10 * mega) }),
  },
  {
    ...{ what: 'a payment SID with a path in it', route: 'receive-callback', statusCode: 204 },
    event: signed(path, { ...paid, Sid: '../../Accounts' }),
  },
  {
    ...{ what: 'a session id with a path in it', route: 'take-turn', statusCode: 404 },
    event: {
      ...signed('/voice/x/turn', { CallSid: aCallSid() }),
      pathParameters: { sessionId: '../ps_1' },
    },
  },
  {
    ...{ what: 'a call SID with a path in it', route: 'answer-call', statusCode: 400 },
    event: signed('/voice/pay?amount=1&currency=USD&reference=A', { CallSid: '../CA1' }),
  },
  {
    ...{ what: 'an amount that is no decimal', route: 'answer-call', statusCode: 400 },
    event: signed('/voice/pay?amount=1e21&currency=USD&reference=A', { CallSid: aCallSid(2) }),
  },
]

async function attack(route: RouteName, event: Partial<GatewayEvent>) {
  const here = doors()
  await here.fake.stores.sessions.insert(charged)
  const { statusCode } = await here.open(route, event)
  return { statusCode, ...here }
}

describe('S38: hostile input', () => {
  test.each([
    ...starts.map((one) => ({ route: 'start-session', statusCode: 400, ...one }) as const),
    ...forms,
  ])('to $route is refused without a trace: $what', async ({ route, event, statusCode }) => {
    const { fake, lines, asked: ios, ...answer } = await attack(route, event)

    expect(answer.statusCode).toBe(statusCode)
    expect([fake.sent, fake.said]).toEqual([[], []])
    expect(fake.stores.sessions.all()).toEqual([charged])
    expect(ios.filter((io) => !/\.(load|find)$/.test(io))).toEqual([])
    for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(LINE_BYTES_MAX)
  })

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'a callback with a parameter named %s counts for what it says, and for no more',
    async (name) => {
      const said = Object.entries({ ...paid, PaymentConfirmationCode: 'CODE2345' })
      const event = signed(path, Object.fromEntries([...said, [name, 'x']]))

      const { statusCode, fake } = await attack('receive-callback', event)

      expect(statusCode).toBe(204)
      expect(fake.stores.sessions.all()).toMatchObject([
        { state: { status: 'succeeded', confirmationCode: 'CODE2345' } },
      ])
      expect(Object.keys(Object.prototype)).toEqual([])
    },
  )

  test.each([
    { route: 'request-capture', body: { field: 'security-code' } },
    { route: 'complete-session', body: {} },
    { route: 'cancel-session', body: {} },
  ] as const)('in the path of $route is a session that there is not', async ({ route, body }) => {
    for (const sessionId of ['../ps_1', `${aSessionId()}#progress`, '__proto__', '%2e%2e', '']) {
      const { statusCode, fake } = await attack(route, asked('key-1', { sessionId, body }))
      expect(statusCode).toBe(404)
      expect(fake.sent).toEqual([])
    }
  })
})
