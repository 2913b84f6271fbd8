import fc from 'fast-check'
import type { GatewayEvent } from '../../../lambda/http/gateway-types.ts'
import type { RouteName } from '../../../lambda/routes.ts'
import { aCallSid, aSessionId } from '../a-session.ts'
import { anyCallback } from './callbacks.ts'
import { anyMembers, bodyOf, type Member, queryOf, rightMembers } from './members.ts'
import { oddJson, oddText, sometimes, strangeName } from './odd.ts'

export interface AnyRequest {
  readonly route: RouteName
  readonly event: Partial<GatewayEvent>
}

/** The ids that a world gives to its first sessions, mostly, and what is no id. */
const sessionIds = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(aSessionId(101), aSessionId(102)) },
  { weight: 1, arbitrary: fc.constantFrom(aSessionId(999), `${aSessionId(101)} `, 'ps_') },
  { weight: 1, arbitrary: oddText },
)

const callSids = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<string>(aCallSid(1), aCallSid(2)) },
  { weight: 1, arbitrary: oddText },
)

const goodKey = fc
  .constantFrom('key-1', 'key-2', 'key-3')
  .map((key) => ({ 'idempotency-key': key }))

/** Headers as API Gateway hands them over: names in lower case, one value each. */
const keyHeaders: fc.Arbitrary<Record<string, string>> = fc.oneof(
  { weight: 6, arbitrary: fc.uuid().map((key) => ({ 'idempotency-key': key })) },
  { weight: 2, arbitrary: goodKey },
  {
    weight: 2,
    arbitrary: fc.oneof(
      fc.constant({}),
      fc.constantFrom('', ' ', 'a b', 'a,b', 'ü', 'x'.repeat(256)).map(asKey),
      oddText.map(asKey),
      fc.dictionary(strangeName, oddText),
    ),
  },
)

function asKey(key: string): Record<string, string> {
  return { 'idempotency-key': key }
}

/** A body that says this, or is broken on its way here. */
const carrying = (text: string): fc.Arbitrary<Pick<GatewayEvent, 'body' | 'isBase64Encoded'>> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constant({ body: text, isBase64Encoded: false }) },
    {
      weight: 2,
      arbitrary: fc.constant({
        body: Buffer.from(text).toString('base64'),
        isBase64Encoded: true,
      }),
    },
    { weight: 1, arbitrary: brokenBody },
  )

const brokenBody = fc.oneof(
  fc.constant({ isBase64Encoded: true }),
  fc
    .constantFrom('', ' ', '{', '{}x', '\ufeff{}', 'a=1', '[]', '""', 'x'.repeat(16_385))
    .map(plain),
  oddJson.map(plain),
  fc.record({ body: oddText, isBase64Encoded: fc.boolean() }),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => ({
    body: Buffer.from(bytes).toString('base64'),
    isBase64Encoded: true,
  })),
)

function plain(body: string) {
  return { body, isBase64Encoded: false }
}

const captureMembers = fc
  .tuple(
    fc.oneof(
      fc
        .constantFrom(
          'payment-card-number',
          'expiration-date',
          'security-code',
          'postal-code',
          'payment-card-number-matcher',
          'bank-routing-number',
          'bank-account-number',
          'bank-account-number-matcher',
          'toString',
          'Payment-Card-Number',
        )
        .map((field) => JSON.stringify(field)),
      oddJson,
    ),
    fc.option(fc.tuple(strangeName, oddJson), { nil: undefined, freq: 6 }),
  )
  .map(([field, more]): readonly Member[] => [['field', field], ...(more ? [more] : [])])

const pathed = (route: RouteName, body: fc.Arbitrary<string>): fc.Arbitrary<AnyRequest> =>
  fc
    .tuple(sometimes(sessionIds), keyHeaders, body.chain(carrying), oddText)
    .map(([sessionId, headers, carried, rawPath]) => ({
      route,
      event: {
        ...(sessionId === undefined ? {} : { pathParameters: { sessionId } }),
        headers,
        rawPath,
        ...carried,
      },
    }))

const emptyBody = fc.oneof(fc.constantFrom('', '{}'), fc.constantFrom('', '{}'), oddJson)

export const startRequest = (members: fc.Arbitrary<readonly Member[]>): fc.Arbitrary<AnyRequest> =>
  fc
    .tuple(members.map(bodyOf).chain(carrying), keyHeaders)
    .map(([carried, headers]) => ({ route: 'start-session', event: { headers, ...carried } }))

export const firstStart: fc.Arbitrary<AnyRequest> = rightMembers.map((members) => ({
  route: 'start-session',
  event: { headers: { 'idempotency-key': 'first' }, body: bodyOf(members) },
}))

const resolutions = fc.record(
  {
    outcome: fc.oneof(fc.constantFrom('charged', 'not-charged', 'Charged'), oddText),
    confirmationCode: fc.oneof(fc.constantFrom('ch_7', '4111111111111111'), oddJson),
    by: fc.oneof(fc.constant('Maya Okafor'), oddText),
    note: oddJson,
    constructor: oddText,
  },
  { requiredKeys: [] },
)

const clientRequests = [
  startRequest(anyMembers),
  pathed('request-capture', captureMembers.map(bodyOf)),
  pathed('request-capture', captureMembers.map(bodyOf)),
  pathed('complete-session', emptyBody),
  pathed('cancel-session', emptyBody),
  pathed(
    'resolve-session',
    resolutions.map((body) => JSON.stringify(body)),
  ),
  pathed('read-session', fc.constant('')),
  pathed('read-token', fc.constant('')),
  fc.option(fc.dictionary(fc.constantFrom('callSid', 'CallSid', '__proto__'), callSids)).map(
    (query): AnyRequest => ({
      route: 'find-session',
      event: query === null ? {} : { queryStringParameters: { ...query } },
    }),
  ),
]

/** A form, as it comes through the gateway: in base64. */
export const formEvent = (form: URLSearchParams): Partial<GatewayEvent> => ({
  body: Buffer.from(form.toString()).toString('base64'),
  isBase64Encoded: true,
})

const voiceForm = fc
  .record(
    {
      CallSid: callSids,
      CallStatus: fc.oneof(fc.constantFrom('completed', 'ringing', 'Completed'), oddText),
      Digits: fc.oneof(fc.constantFrom('1', '2', '0', '#', '12', '١'), oddText),
      AccountSid: oddText,
    },
    { requiredKeys: ['CallSid'] },
  )
  .map((form) => formEvent(new URLSearchParams(form)))

const turnQuery = fc.record(
  {
    key: fc.oneof(
      fc.constantFrom('offered-1', 'offered-2', 'payment-card-number-1-0', 'starting'),
      oddText,
    ),
    silences: fc.oneof(fc.constantFrom('0', '1', '2', '3', '4'), oddText),
    quiet: fc.oneof(fc.constantFrom('0', '2', '61'), oddText),
    toString: oddText,
  },
  { requiredKeys: [] },
)

const twilioRequests = [
  anyCallback,
  anyCallback,
  anyCallback,
  fc.tuple(sometimes(anyMembers.map(voiceMembers)), voiceForm).map(
    ([members, form]): AnyRequest => ({
      route: 'answer-call',
      event: { ...form, ...(members ? { queryStringParameters: queryOf(members) } : {}) },
    }),
  ),
  fc.tuple(sessionIds, sometimes(turnQuery), voiceForm).map(
    ([sessionId, query, form]): AnyRequest => ({
      route: 'take-turn',
      event: {
        ...form,
        pathParameters: { sessionId },
        ...(query ? { queryStringParameters: { ...query } } : {}),
      },
    }),
  ),
  voiceForm.map((event): AnyRequest => ({ route: 'note-call-status', event })),
]

function voiceMembers(members: readonly Member[]): readonly Member[] {
  return members.filter(([name]) => name !== 'mode' && name !== 'callSid')
}

/** Any request at all, on any route. */
export const anyRequest = fc.oneof(...clientRequests, ...twilioRequests)
