import { describe, expect, test } from 'vitest'
import { writeSession } from '../../../lambda/adapters/dynamodb/session-record.ts'
import type { GatewayEvent } from '../../../lambda/http/gateway-types.ts'
import { storageUnavailable } from '../../../lambda/ports/errors.ts'
import { type RouteName, routes } from '../../../lambda/routes.ts'
import type { World } from '../../../lambda/use-cases/engine/world.ts'
import { aCallSid, aPaymentSid, NOON } from '../../support/a-session.ts'
import { callbackFields } from '../../support/catalogue/twilio.ts'
import { asked, callbackPath, type Doors, doors, signed } from '../../support/http/doors.ts'
import { sessionIn } from '../../support/sessions-in.ts'

/** A card that nobody has, a code and a date: so odd that nothing else is like them. */
const card = { number: '4929718236450919', code: '8379', expiry: '0931' }

const groups = (number: string, between: string) => number.match(/.{4}/g)?.join(between) ?? ''
const base64 = (text: string) => Buffer.from(text).toString('base64').replace(/=+$/, '')
const percent = (text: string) =>
  [...text].map((one) => `%${one.charCodeAt(0).toString(16)}`).join('')

/** As a card number is written by those who mean no harm. */
const numbers = [card.number, groups(card.number, ' '), groups(card.number, '-')]

/** Everything that would give the number away. */
const traces = [
  ...numbers,
  ...numbers.map((number) => encodeURIComponent(number)),
  ...numbers.map(base64),
  percent(card.number),
  card.number.slice(0, 10),
]

/** All that is left of it: tables, log, queues, what was said, what was answered. */
function remains({ fake, lines }: Doors, answer: unknown): string {
  const { sessions, claims } = fake.stores
  return [
    ...sessions.all().map((session) => JSON.stringify(session) + writeSession(session)),
    ...claims.all().map((claim) => JSON.stringify(claim)),
    ...lines,
    ...fake.said,
    ...fake.queue.bodies,
    ...fake.told.messages.map((message) => JSON.stringify(message)),
    JSON.stringify(answer),
  ].join('\n')
}

const clean = (text: string, secrets: readonly string[]): readonly string[] =>
  secrets.filter((secret) => text.includes(secret))

/** A token is nobody's business but the vault's; here it keeps nothing. */
const vault = { seal: async () => 'sealed', open: async () => expect.fail('It is not asked for.') }

interface Stand {
  readonly status: 'capturing' | 'completing' | 'succeeded'
  /** The database is, and what comes in waits in the queue. */
  readonly isAway?: true
}

const stands: readonly Stand[] = [
  { status: 'capturing' },
  { status: 'completing' },
  { status: 'succeeded' },
  { status: 'completing', isAway: true },
]

/** The rest of a callback in which the field is read. */
const beside: ReadonlyArray<Readonly<Record<string, string>>> = [
  {},
  { Capture: 'payment-card-number', PaymentCardNumber: 'xxxxxxxxxxxx0919' },
  { Capture: 'security-code', PartialResult: 'true' },
  { Capture: 'expiration-date', ErrorType: 'invalid-date' },
  { Result: 'success', PaymentCardNumber: 'xxxxxxxxxxxx0919' },
  { Result: 'payment-connector-error' },
]

const away = ({ sessions }: World) => ({
  vault,
  sessions: {
    ...sessions,
    load: async () => Promise.reject(storageUnavailable('a test', new Error('away'))),
  },
})

async function told(said: Readonly<Record<string, string>>, { status, isAway }: Stand) {
  const here = doors({ ports: isAway ? away : () => ({ vault }) })
  const known = { card: { brand: 'visa', lastFour: card.number.slice(-4) } }
  const session = sessionIn(status, { mode: 'assisted', ...known })
  await here.fake.stores.sessions.insert(session)
  const path = callbackPath(session, { nowMs: NOON })
  const answer = await here.open('receive-callback', signed(path, { Sid: aPaymentSid(), ...said }))
  return remains(here, answer)
}

describe('I6: a card number that Twilio sends in clear', () => {
  const fields = callbackFields.filter((field) => field !== 'AccountSid')

  test.each(fields)('in %s is nowhere afterwards', async (field) => {
    for (const stand of stands) {
      for (const others of beside) {
        for (const number of numbers.slice(0, 2)) {
          const left = await told({ ...others, [field]: number }, stand)
          expect(clean(left, traces), JSON.stringify({ stand, others })).toEqual([])
        }
      }
    }
  })

  test.each(['SecurityCode', 'ExpirationDate', 'PaymentCardPostalCode', 'PaymentError', 'Unheard'])(
    'nor is a code or a date in %s',
    async (field) => {
      for (const stand of stands) {
        for (const others of beside) {
          for (const secret of [card.code, card.expiry]) {
            const left = await told({ ...others, [field]: secret }, stand)
            expect(clean(left, [secret, base64(secret)])).toEqual([])
          }
        }
      }
    },
  )
})

/** Taken as it is, so that what is added to it has every chance to be kept. */
const good = {
  ...{ mode: 'assisted', callSid: aCallSid(), reference: 'INV-1001', description: 'Shoes' },
  ...{ amount: '42.50', currency: 'USD', language: 'en-US', merchant: 'default' },
  ...{ paymentConnector: 'Default', postalCode: true, securityCode: true, timeout: 8 },
  ...{
    returnUrl: 'https://ivr.example.com/menu',
    validCardTypes: 'visa',
    paymentMethod: 'credit-card',
  },
  ...{ parameter: { Note: 'x' } },
}

const seen = { outcome: 'charged', by: 'Ada', confirmationCode: 'ch_1', note: 'Seen.' }

type Place = readonly [
  what: string,
  route: RouteName,
  event: (number: string) => Partial<GatewayEvent>,
]

const { id: sessionId } = sessionIn('unresolved')

/** Every place of a request in which a person may come to write a card number. */
const places: readonly Place[] = [
  ...[...Object.keys(good), 'tokenType', 'unheard'].map(
    (name): Place => [
      `the ${name} of a start`,
      'start-session',
      (number) => asked('key-1', { body: { ...good, [name]: number } }),
    ],
  ),
  [
    'the parameter of a start',
    'start-session',
    (number) => asked('key-1', { body: { ...good, parameter: { AVSName: number } } }),
  ],
  [
    'a name of a start',
    'start-session',
    (number) => asked('key-1', { body: { ...good, [number]: 1 } }),
  ],
  ['a broken body', 'start-session', (number) => ({ ...asked('key-1'), body: `{"a":"${number}` })],
  [
    'the field of a capture',
    'request-capture',
    (number) => asked('key-1', { sessionId, body: { field: number } }),
  ],
  ...Object.keys(seen).map(
    (name): Place => [
      `the ${name} of a resolution`,
      'resolve-session',
      (number) => asked('key-1', { sessionId, body: { ...seen, [name]: number } }),
    ],
  ),
  ...(['read-session', 'read-token', 'cancel-session'] as const).map(
    (route): Place => [
      `a path of ${route}`,
      route,
      (number) => ({ ...asked('key-1'), pathParameters: { sessionId: number } }),
    ],
  ),
  [
    'the query of a search',
    'find-session',
    (number) => ({ queryStringParameters: { callSid: number, [number]: number } }),
  ],
  ['an Idempotency-Key', 'complete-session', (number) => asked(number, { sessionId })],
  ['the Idempotency-Key of a start', 'start-session', (number) => asked(number, { body: good })],
  [
    'the keys of a turn',
    'take-turn',
    (number) =>
      signed(`/voice/${sessionId}/turn?key=${number}`, { CallSid: aCallSid(), Digits: number }),
  ],
  [
    'a name in a voice URL',
    'answer-call',
    (number) =>
      signed(`/voice/pay?${new URLSearchParams({ [number]: '1' })}`, { CallSid: aCallSid(2) }),
  ],
  ...['amount', 'currency', 'reference', 'description', 'returnUrl', 'unheard'].map(
    (name): Place => [
      `the ${name} of a voice URL`,
      'answer-call',
      (number) => {
        const query = { amount: '42.50', currency: 'USD', reference: 'INV-1', [name]: number }
        return signed(`/voice/pay?${new URLSearchParams(query)}`, { CallSid: aCallSid(2) })
      },
    ],
  ),
  [
    'the status of a call',
    'note-call-status',
    (number) => signed('/voice/status', { CallSid: aCallSid(), CallStatus: number }),
  ],
  ['a forged callback', 'receive-callback', (number) => signed('/callbacks/x', { Sid: number })],
]

test('I6: what is left of a payment is looked at in the claims and in what is told of it, too', async () => {
  const here = doors({ ports: () => ({ vault }) })
  const answer = await here.open('start-session', asked('key-1', { body: good }))
  const success = { Result: 'success', PaymentConfirmationCode: 'ch_1' }

  expect(answer.statusCode).toBe(201)
  expect(remains(here, answer)).toContain('"key":"call#')
  expect(await told(success, { status: 'completing' })).toContain('"money":"moved"')
})

describe('I6: a card number that a person writes', () => {
  test.each(places)('in %s is nowhere afterwards', async (_, route, event) => {
    for (const number of numbers) {
      const here = doors({ ports: () => ({ vault }) })
      await here.fake.stores.sessions.insert(sessionIn('unresolved', { mode: 'assisted' }))

      const answer = await here.open(route, event(number))

      expect(clean(remains(here, answer), traces)).toEqual([])
      expect(here.fake.sent.flatMap(({ stored }) => clean(JSON.stringify(stored), traces))).toEqual(
        [],
      )
    }
  })

  test('is looked for at every route', () => {
    const tried = new Set<string>(places.map(([, route]) => route))

    expect(Object.keys(routes).filter((name) => !tried.has(name))).toEqual([])
  })
})
